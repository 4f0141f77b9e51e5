from __future__ import annotations

from donghanh.web.scoreboard.models import Target


def test_a_target_leads_to_its_indicator() -> None:
    target = Target(indicator_code="services.on_time_share", place_code="LG", period="2026")
    assert target.get_absolute_url() == "/chi-so/services.on_time_share/#targets"
