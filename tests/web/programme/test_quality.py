from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import make_agreement

from donghanh.web.programme.models import Agreement, Commitment
from donghanh.web.programme.quality import (
    BLANK,
    BLANK_DAY,
    PARTS,
    checked,
    gaps_of,
    is_measurable,
    missing_by_part,
    share_complete,
)


@pytest.mark.parametrize(
    "target",
    ["60/60 xã, phường", "95 % đúng hạn", "đạt 95% vào năm 2027", "540/540 thôn có sóng 5G", "1 quy chế", "1,5 ‰"],
)
def test_a_figure_with_its_measure_is_measurable(target) -> None:
    assert is_measurable(target)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "nhiều xã",
        "5",
        "năm 2027",
        "trước ngày 31/12/2026",
        "đến 12/2026",
        "giai đoạn 2025-2030",
        "cơ bản hoàn thành",
    ],
)
def test_words_years_and_dates_alone_are_not(target) -> None:
    assert not is_measurable(target)


@given(st.integers(0, 10**6), st.sampled_from(["%", " xã", " hồ sơ", " máy trạm"]), st.text(max_size=20))
def test_a_figure_and_a_measure_are_found_before_any_words(figure, measure, words) -> None:
    assert is_measurable(f"Đạt {figure}{measure} {words}")


@pytest.mark.django_db
def test_every_missing_part_gets_a_wording_with_a_blank_and_nothing_invented(cast) -> None:
    agreement = make_agreement(
        cast, state=Agreement.State.DRAFT, commitments=[Commitment(text="Xây dựng kho dữ liệu.")]
    )
    (clause,) = checked(agreement)
    assert [gap.part for gap in clause.gaps] == list(PARTS)
    assert all(BLANK in gap.wording or BLANK_DAY in gap.wording for gap in clause.gaps)
    assert "Sao Lam" in clause.gaps[1].wording
    assert clause.proposal.startswith("Xây dựng kho dữ liệu. Đơn vị chịu trách nhiệm phía tỉnh: ……. ")
    assert share_complete([clause]) == 0 and len(gaps_of(agreement)) == 6


@pytest.mark.django_db
def test_what_is_recorded_is_repeated_and_no_gap(cast) -> None:
    whole = Commitment(
        text="Phủ sóng 5G",
        province_owner=cast.science,
        partner_owner=cast.sao_lam,
        product="Trạm phát sóng",
        target="60/60 xã",
        due_on=date(2027, 12, 31),
        data_source="Hệ thống đo kiểm",
    )
    vague = Commitment(text="Nâng tỷ lệ", target="tỷ lệ cao")
    agreement = make_agreement(cast, state=Agreement.State.DRAFT, commitments=[whole, vague])
    first, second = checked(agreement)
    assert not first.gaps and "Hoàn thành trước ngày 31/12/2027" in first.proposal and BLANK not in first.proposal
    assert "tỷ lệ cao: …… (số)" in second.proposal
    assert share_complete([first, second]) == 50
    assert {count for _name, count in missing_by_part([first, second])} == {1}


def test_without_a_clause_there_is_no_share() -> None:
    assert share_complete([]) is None


@pytest.mark.django_db
def test_its_queries_do_not_grow_with_clauses(cast, django_assert_max_num_queries) -> None:
    agreement = make_agreement(cast, commitments=[Commitment(text=f"Việc {n}") for n in range(30)])
    with django_assert_max_num_queries(2):
        assert len(checked(agreement)) == 30
