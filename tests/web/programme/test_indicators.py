from __future__ import annotations

from django.utils import translation

from donghanh.web.programme.indicators import indicator_name, indicators


def test_the_shipped_packs_declare_indicators_that_a_task_can_move() -> None:
    assert "services.on_time_share" in indicators()


def test_an_indicator_is_named_in_the_readers_language_and_an_old_code_stays_readable() -> None:
    with translation.override("vi"):
        assert indicator_name("services.on_time_share") == "Tỷ lệ hồ sơ giải quyết đúng hạn"
    assert indicator_name("gone.code") == "gone.code"
