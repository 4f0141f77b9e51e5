from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.indices.annex.papers import ROWS, TITLES, word

from donghanh.indices.annex.edition import Head, to_edition, to_yaml
from donghanh.indices.annex.reading import AnnexError, read_annex
from donghanh.indices.check import problems
from donghanh.indices.definition import Edition
from donghanh.packs.source import read_pack_file

HEAD = Head("dti", "405", "Bộ chỉ số", "405/QĐ-BKHCN", "Bộ Khoa học và Công nghệ", "province", date(2025, 4, 3))


def test_an_edition_is_sound_and_keeps_what_the_annex_prints() -> None:
    edition = Edition.model_validate(to_edition(read_annex(word([TITLES, *ROWS])), HEAD))
    assert problems(edition) == ()
    assert (edition.headline.code, edition.headline.max) == ("dti", 42.5)
    assert [item.code for item in edition.items if item.status == "to_fill"] == ["2.2"]
    assert edition.items[3].how == {"vi": "Hội đồng đánh giá", "en": "Hội đồng đánh giá"}
    assert edition.items[0].verified_with == {"vi": "VP", "en": "VP"}
    assert edition.items[2].inputs["denominator"].name["vi"] == "Tổng số xã"


def test_the_yaml_is_read_back_as_the_same_edition(tmp_path: Path) -> None:
    long = (
        "Có: điểm tối đa ("
        + "văn bản do người có thẩm quyền ký và còn hiệu lực trong năm đánh giá; " * 4
        + ").\nKhông: 0 điểm"
    )
    rows = [TITLES, *ROWS, ("3", "Khác: “no”, yes", "5", long, "on", "1.10", "2026-01-01")]
    edition = to_edition(read_annex(word(rows)), HEAD)
    text = to_yaml(edition)
    path = tmp_path / "dti-405.yaml"
    path.write_text(text, encoding="utf-8")
    assert Edition.model_validate(read_pack_file(path).data) == Edition.model_validate(edition)
    assert max(len(line) for line in text.splitlines()) <= 120
    assert text.startswith("# Nhập từ bảng phụ lục của 405/QĐ-BKHCN")


def test_a_row_with_the_code_of_the_index_leaves_it_to_the_row() -> None:
    edition = to_edition(read_annex(word([TITLES, *ROWS])), replace(HEAD, code="1"))
    assert edition["nodes"][0]["code"] == "1-total"


@pytest.mark.parametrize("head", [replace(HEAD, code="dti tỉnh"), replace(HEAD, subjects="district")])
def test_a_head_that_no_edition_can_have_is_refused(head: Head) -> None:
    with pytest.raises(AnnexError) as refused:
        to_edition(read_annex(word([TITLES, *ROWS])), head)
    assert refused.value.code == "annex.edition"
