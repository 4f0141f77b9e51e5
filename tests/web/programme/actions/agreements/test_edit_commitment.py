from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from tests.cast import make_agreement

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.agreements.edit_commitment import edit_commitment
from donghanh.web.programme.editing import ChangedMeanwhile
from donghanh.web.programme.models import Agreement, CommitmentVersion
from donghanh.web.programme.promises import facts_of

pytestmark = pytest.mark.django_db


def _draft(cast):
    return make_agreement(cast, state=Agreement.State.NEGOTIATING).commitments.get(number=1)


def test_a_drafts_commitment_is_mended_and_the_version_goes_up(cast) -> None:
    commitment = _draft(cast)
    wanted = replace(facts_of(commitment), province_owner=cast.science, partner_owner=cast.sao_lam, target="60/60 xã")
    changed = edit_commitment(commitment, wanted, by=cast.ha, version=1, once=uuid4())
    assert (changed.province_owner, changed.partner_owner, changed.version) == (cast.science, cast.sao_lam, 2)
    assert not CommitmentVersion.objects.exists()


def test_the_second_of_two_editors_is_told_and_may_overwrite_knowingly(cast) -> None:
    commitment = _draft(cast)
    edit_commitment(commitment, replace(facts_of(commitment), product="Kho A"), by=cast.ha, version=1, once=uuid4())
    mine = replace(facts_of(commitment), product="Kho B")
    with pytest.raises(ChangedMeanwhile) as told:
        edit_commitment(commitment, mine, by=cast.ha, version=1, once=uuid4())
    assert [(one.theirs, one.yours) for one in told.value.differences] == [("Kho A", "Kho B")]
    assert edit_commitment(commitment, mine, by=cast.ha, version=told.value.version, once=uuid4()).product == "Kho B"


def test_what_is_signed_and_what_others_ask_for_stays(cast) -> None:
    signed = make_agreement(cast).commitments.get(number=1)
    with pytest.raises(RefusedError, match=r"state\.signed"):
        edit_commitment(signed, facts_of(signed), by=cast.ha, once=uuid4())
    draft = _draft(cast)
    with pytest.raises(RefusedError, match="forbidden"):
        edit_commitment(draft, facts_of(draft), by=cast.tuan, once=uuid4())
