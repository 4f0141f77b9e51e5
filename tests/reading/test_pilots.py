from __future__ import annotations

from collections.abc import Callable
from typing import Any

Draft = Callable[..., dict[str, Any]]
SIGNED = "UBND tỉnh Lai Châu và Tập đoàn VNPT ký thỏa thuận hợp tác chuyển đổi số. "


def places(draft: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(one["value"], one.get("placeholder")) for one in draft["pilot_places"]]


def test_named_places_of_a_trial_are_found_one_by_one(draft_of: Draft) -> None:
    text = SIGNED + "Hai bên sẽ thí điểm mô hình xã thông minh tại xã Mường Than và các huyện Tam Đường, Sìn Hồ."
    assert places(draft_of(text)) == [("xã Mường Than", None), ("huyện Tam Đường", None), ("huyện Sìn Hồ", None)]


def test_a_place_not_yet_chosen_is_a_placeholder(draft_of: Draft) -> None:
    (place,) = draft_of(SIGNED + "VNPT sẽ thí điểm đô thị thông minh tại một đô thị của tỉnh.")["pilot_places"]
    assert place["placeholder"] == "yes"
    assert place["evidence"][0]["text"] == "một đô thị của tỉnh"


def test_places_outside_a_trial_are_none(draft_of: Draft) -> None:
    assert places(draft_of(SIGNED + "Lễ ký diễn ra tại huyện Tam Đường.")) == []
