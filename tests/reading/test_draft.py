"""What holds for every text: reading never fails, and every evidence stands in the input where it says."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from donghanh.reading.definition import FIELDS

Draft = Callable[..., dict[str, Any]]
ARTICLE = """Lào Cai ký kết thoả thuận hợp tác với FPT

(LC) - Sáng 5/9/2022, UBND tỉnh Lào Cai và Tập đoàn FPT tổ chức lễ ký kết thỏa thuận hợp tác \
chuyển đổi số giai đoạn 2022 – 2025, tầm nhìn đến năm 2030. Chủ tịch UBND tỉnh Nguyễn Văn An và \
Tổng Giám đốc FPT Trần Văn Bình ký kết.

Theo thoả thuận, FPT sẽ hỗ trợ tỉnh xây dựng kho dữ liệu dùng chung; đào tạo cán bộ; cải thiện chỉ số DTI.
"""
_WORDS = (
    "Ngày 5/9|, |UBND tỉnh |Lào Cai|Tập đoàn |FPT|Viettel| và | ký thỏa thuận hợp tác| giai đoạn 2022 - 2025|.\n|; |“|”"
    "|(|Ông |Nguyễn Văn An|, Chủ tịch UBND tỉnh|\r\n|\u00a0|Số: 1/KH-UBND|KẾ HOẠCH|đề nghị |sẽ |hỗ trợ |100% xã|DTI"
    "|\u0301|…|- |1. |: |<p>|&nbsp;"
)
PIECES = st.sampled_from(_WORDS.split("|"))


def spans(record: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for finding in [*(one for name in FIELDS for one in record[name]), *filter(None, [record["published_in_text"]])]:
        assert finding["evidence"]
        yield from finding["evidence"]


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=300))
def test_any_text_is_read_and_every_evidence_stands_where_it_says(draft_of: Draft, text: str) -> None:
    for span in spans(draft_of(text, "2022-09-06")):
        assert text[span["start"] : span["end"]] == span["text"] != ""


@pytest.mark.parametrize(
    "change",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("–", "-"),
        lambda text: text.replace("thoả", "thỏa"),
        lambda text: text.replace("chuyển", "chuy\u200bển"),
    ],
    ids=["NFD", "CRLF", "BOM", "no-break spaces", "dash", "tone placing", "zero-width"],
)
def test_the_form_of_the_letters_does_not_change_what_is_read(draft_of: Draft, change: Callable[[str], str]) -> None:
    changed = change(ARTICLE)
    record = draft_of(changed)
    assert record["flat"] == draft_of(ARTICLE)["flat"]
    assert all(changed[span["start"] : span["end"]] == span["text"] for span in spans(record))


def test_the_record_holds_every_field_of_the_contract(draft_of: Draft) -> None:
    record = draft_of(ARTICLE)
    assert set(record) == {*FIELDS, "published_in_text", "flat", "cooperation_document", "reasons"}
    assert record["cooperation_document"] is True
    flat = record["flat"]
    assert (flat["province"], flat["partner"], flat["event_dates"]) == (["Lào Cai"], ["FPT"], ["2022-09-05"])
    assert flat["period"] == [[2022, 2025, 2030]]
    assert record["people"]
    assert record["commitments"]
    assert flat["indices"] == ["DTI"]


def test_tags_of_a_pasted_piece_of_a_page_do_not_hide_the_facts(draft_of: Draft) -> None:
    text = (
        "<div>"
        + ARTICLE.replace("\n\n", "</p>\n<p class='x'>").replace("Tập đoàn", "<b>Tập</b>&nbsp;đoàn")
        + '</div>\n" />'
    )
    record = draft_of(text)
    assert record["flat"] == draft_of(ARTICLE)["flat"]
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans(record))
    assert not any(span["text"].startswith("<") for span in spans(record))
