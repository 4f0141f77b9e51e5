from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast, make_agreement, make_claim, make_task

from donghanh.web.organisations.models import Organisation
from donghanh.web.portal.querysets import matching, public_agreements, public_commitments, public_signatories
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.models import Participant

TODAY = date(2026, 7, 1)


@pytest.mark.parametrize("words", ["", "lam giang", "LAM GIANG", "sao  lam", "2025", "thoa thuan sao lam"])
def test_an_agreement_is_found_without_diacritics_by_title_party_or_year(cast: Cast, words: str) -> None:
    made = make_agreement(cast)
    assert matching(public_agreements(on=TODAY), words) == [made]


@pytest.mark.parametrize(
    ("words", "found"), [("ha tinh", ["ha-tinh"]), ("hai", ["hai-duong"]), ("Hà T", ["ha-tinh"]), ("tỉnh h", None)]
)
def test_words_are_whole_but_for_the_last(cast: Cast, words: str, found: list[str] | None) -> None:
    for code, name in {"ha-tinh": "Hà Tĩnh", "hai-duong": "Hải Dương"}.items():
        province = Organisation.objects.create(code=code, name=f"UBND tỉnh {name}", short_name=name, kind="province")
        make_agreement(cast, province=province, code=code, title=f"Hợp tác tỉnh {name}", commitments=())
    codes = sorted(one.code for one in matching(public_agreements(on=TODAY), words))
    assert codes == (found or ["ha-tinh", "hai-duong"])


def test_every_word_must_be_there(cast: Cast) -> None:
    make_agreement(cast)
    assert matching(public_agreements(on=TODAY), "lam giang viettel") == []


def test_an_agreement_with_tasks_is_followed_and_one_only_recorded_is_not(cast: Cast) -> None:
    recorded = make_agreement(cast, code="chi-ghi-nhan")
    followed = make_agreement(cast, code="theo-doi")
    make_task(cast, followed.commitments.get(number=1))
    found = {one.code: one.is_followed for one in public_agreements(on=TODAY)}
    assert found == {recorded.code: False, followed.code: True}


def test_a_claim_does_not_make_a_commitment_verified_but_its_acceptance_does(cast: Cast) -> None:
    claim = make_claim(cast)
    agreement = claim.task.commitment.agreement
    assert not public_commitments(agreement, on=TODAY)[0].is_verified
    accept_claim(claim, by=cast.yen)
    shown = public_commitments(agreement, on=TODAY)[0]
    assert (shown.is_verified, shown.verified_count, shown.task_count) == (True, 1, 1)


def test_only_signatories_a_public_source_names_are_shown(cast: Cast) -> None:
    people = [
        Participant(name="Nguyễn Ký", act=Participant.Act.SIGNATORY),
        Participant(name="Trần Dự", act=Participant.Act.PRESENT),
    ]
    province = Organisation.objects.create(code="that", name="UBND tỉnh Thật", short_name="Thật", kind="province")
    real = make_agreement(cast, province=province, code="that", commitments=(), participants=people)
    assert [one.name for one in public_signatories(real)] == ["Nguyễn Ký"]
    simulated = make_agreement(cast, code="mo-phong", participants=[Participant(name="Lê Mẫu", act="signatory")])
    assert not public_signatories(simulated)
    real.source_title = ""
    assert not public_signatories(real)
