from __future__ import annotations

import pytest
from tests.cast import make_agreement

from donghanh.web.programme.forms.agreements import (
    CommitmentForm,
    ContentRows,
    LinkForm,
    PaperForm,
    PortfolioFilter,
    StepForm,
    SuccessorForm,
)
from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db


def test_only_the_next_steps_are_offered_and_the_day_only_with_the_signing(cast) -> None:
    negotiating, running = StepForm(make_agreement(cast, state="negotiating")), StepForm(make_agreement(cast))
    assert [key for key, _label in negotiating.fields["state"].choices] == ["draft", "signed", "closed"]
    assert "signed_on" in negotiating.fields and "signed_on" not in running.fields


def test_a_commitment_is_given_only_to_the_sides_of_its_agreement(cast) -> None:
    form = CommitmentForm(make_agreement(cast))
    assert set(form.fields["partner_owner"].queryset) == {cast.sao_lam}
    ours = set(form.fields["province_owner"].queryset)
    assert cast.science in ours and not ours & {cast.sao_lam, cast.ben_giang}


def test_a_form_filled_from_a_commitment_gives_the_same_facts_back(cast) -> None:
    commitment = make_agreement(cast).commitments.get(number=1)
    shown = CommitmentForm(commitment.agreement, commitment)
    sent = {name: shown[name].value() or "" for name in shown.fields} | {"promisor": cast.sao_lam.pk}
    form = CommitmentForm(commitment.agreement, commitment, sent)
    assert form.is_valid(), form.errors
    assert (form.facts().text, form.facts().promisor) == (commitment.text, cast.sao_lam)


def test_contents_come_in_the_order_of_their_places_and_empty_rows_are_left_out(cast) -> None:
    sent = {"contents-TOTAL_FORMS": "4", "contents-INITIAL_FORMS": "0"}
    for number, (place, title) in enumerate([("2", "B"), ("1", "A"), ("", "C"), ("", "")]):
        sent |= {f"contents-{number}-place": place, f"contents-{number}-title": title}
        sent[f"contents-{number}-number"] = title.lower()
    rows = ContentRows(make_agreement(cast), sent)
    assert rows.formset.is_valid()
    assert [one.title for one in rows.rows()] == ["A", "B", "C"]


def test_a_day_that_is_none_is_said(cast) -> None:
    form = PaperForm({"kind": "annex", "number": "1", "issued_on": "31/02/2026", "issuer": "a", "abstract": "b"})
    assert list(form.errors) == ["issued_on"]


def test_the_filter_offers_the_partners_of_what_is_seen(cast) -> None:
    make_agreement(cast)
    assert set(PortfolioFilter(Agreement.objects.all()).fields["partner"].queryset) == {cast.sao_lam}


def test_every_open_commitment_is_ticked_first_and_only_free_agreements_can_follow(cast) -> None:
    agreement, other = make_agreement(cast), make_agreement(cast)
    assert len(SuccessorForm(agreement).initial["carried"]) == 3
    assert SuccessorForm(agreement).initial["start_year"] == 2031
    assert set(LinkForm(agreement).fields["successor"].queryset) == {other}


@pytest.mark.parametrize(
    ("state", "kinds"),
    [("draft", {"annex", "source"}), ("in_force", {"annex", "amendment", "source"}), ("closed", {"source"})],
)
def test_only_papers_that_fit_the_state_are_offered(cast, state, kinds) -> None:
    form = PaperForm().fitting(make_agreement(cast, state=state))
    assert {key for key, _label in form.fields["kind"].choices} == kinds
