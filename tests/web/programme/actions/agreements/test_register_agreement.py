from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_agreement

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.programme.actions.agreements.register_agreement import AgreementFacts, register_agreement
from donghanh.web.programme.models import Agreement, Body, Commitment, Content, Document, Participant, Party

pytestmark = pytest.mark.django_db


def test_everything_is_created_together(cast) -> None:
    agreement = make_agreement(
        cast,
        bodies=[Body(kind="steering_committee", name="Ban Chỉ đạo", head="Phạm Quang Vinh")],
        participants=[Participant(name="Phạm Quang Vinh", role="Chủ tịch", act="signatory")],
        departments=[cast.finance],
    )
    assert agreement.code == "lam-giang-sao-lam-2025"
    assert [one.number for one in agreement.commitments.order_by("number")] == [1, 2, 3]
    assert set(agreement.parties.values_list("organisation__code", "side")) == {
        ("sao-lam", Party.Side.PARTNER),
        ("finance", Party.Side.PROVINCE),
    }
    assert (agreement.bodies.count(), agreement.participants.count()) == (1, 1)
    assert agreement.is_simulated
    assert Event.objects.get(action="agreement.confirmed").actor == "ha"


def test_a_new_organisation_is_entered_with_the_agreement_and_its_promise_points_to_it(cast) -> None:
    fpt = Organisation(name="Công ty Cổ phần FPT", short_name="FPT", kind=Organisation.Kind.PARTNER)
    agreement = make_agreement(cast, partners=[fpt], commitments=[Commitment(text="Đào tạo cán bộ", promisor=fpt)])
    assert agreement.commitments.get().promisor == Organisation.objects.get(code="fpt")
    assert Event.objects.filter(action="organisation.created").count() == 1


def test_two_agreements_of_the_same_parties_get_two_codes(cast) -> None:
    assert make_agreement(cast).code != make_agreement(cast).code


def test_the_document_is_confirmed_once(cast) -> None:
    document = receive_document("UBND tỉnh ký thỏa thuận hợp tác.".encode(), by=cast.ha, once=uuid4())
    facts = AgreementFacts(title="Thỏa thuận", province=cast.province, partners=[cast.sao_lam])
    agreement = register_agreement(facts, by=cast.ha, document=document, once=uuid4())
    document.refresh_from_db()
    assert (document.state, agreement.document) == (Document.State.CONFIRMED, document)
    assert agreement.source_title == document.title
    with pytest.raises(RefusedError, match=r"state\.confirmed"):
        register_agreement(facts, by=cast.ha, document=document, once=uuid4())
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " "}, "agreement.title"),
        ({"partners": [], "commitments": []}, "agreement.partners"),
        ({"start_year": 2030, "end_year": 2025}, "agreement.period"),
        ({"commitments": [Commitment(text=" ")]}, "agreement.commitment"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_stored(cast, wrong, code) -> None:
    with pytest.raises(InputError) as refused:
        make_agreement(cast, **wrong)
    assert refused.value.code == code
    assert not Agreement.objects.exists() and not Event.objects.exists()


def test_a_stranger_promises_nothing(cast) -> None:
    with pytest.raises(InputError, match="promisor"):
        make_agreement(cast, commitments=[Commitment(text="Xây tháp", promisor=cast.ben_giang)])
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_confirms(cast, who) -> None:
    facts = AgreementFacts(title="Thỏa thuận", province=cast.province, partners=[cast.sao_lam])
    with pytest.raises(RefusedError, match="forbidden"):
        register_agreement(facts, by=getattr(cast, who), once=uuid4())
    assert not Agreement.objects.exists()


def test_a_form_sent_twice_registers_one_agreement(cast) -> None:
    token = uuid4()
    facts = AgreementFacts(title="Thỏa thuận", province=cast.province, partners=[cast.sao_lam])
    register_agreement(facts, by=cast.ha, once=token)
    with pytest.raises(RefusedError, match="replayed"):
        register_agreement(facts, by=cast.ha, once=token)
    assert Agreement.objects.count() == 1


def test_contents_are_numbered_as_in_the_paper_and_hold_their_commitments(cast) -> None:
    first, second = Content(number="1", title="Hạ tầng số"), Content(number="2", title="Dữ liệu")
    commitments = [Commitment(text="Kho dữ liệu", content=second), Commitment(text="Khác")]
    agreement = make_agreement(cast, contents=[first, second], commitments=commitments)
    assert [str(one) for one in agreement.contents.all()] == ["1. Hạ tầng số", "2. Dữ liệu"]
    assert [str(one.content or "") for one in agreement.commitments.all()] == ["2. Dữ liệu", ""]
