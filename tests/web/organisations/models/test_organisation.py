from __future__ import annotations

from donghanh.web.organisations.models import Organisation


def test_an_organisation_is_called_by_its_short_name() -> None:
    assert str(Organisation(name="Sở Khoa học và Công nghệ", short_name="Sở KH&CN")) == "Sở KH&CN"
