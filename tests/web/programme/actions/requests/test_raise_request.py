from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import MINUTES, make_agreement
from tests.web.programme.asking import make_request

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.programme.actions.requests.raise_request import RequestFacts, raise_request
from donghanh.web.programme.models import Agreement, Notice, Request

pytestmark = pytest.mark.django_db


def test_a_partner_asks_the_province_and_the_standing_office_is_told(cast) -> None:
    made = make_request(cast)
    assert (made.number, made.asked_by, made.state) == (1, cast.sao_lam, Request.State.OPEN)
    assert Event.objects.first().action == "request.raised"
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"ha"}


def test_a_department_asks_the_partner_and_numbers_follow(cast) -> None:
    make_request(cast)
    made = make_request(cast, by=cast.minh, addressed_to=cast.sao_lam)
    assert (made.number, made.asked_by) == (2, cast.home_affairs)
    assert Notice.objects.filter(user=cast.tuan).count() == 1


def test_the_standing_office_asks_a_ministry_for_a_party_and_keeps_the_paper(cast) -> None:
    agreement = make_agreement(cast)
    facts = RequestFacts("policy", "Hướng dẫn", "Vì sao", date(2026, 9, 1), None, "Bộ KH&CN", cast.province)
    then = datetime(2026, 8, 1, tzinfo=UTC)
    made = raise_request(agreement, by=cast.ha, facts=facts, papers=[MINUTES], at=then, once=uuid4())
    assert (made.addressee, made.asked_by, made.raised_at) == ("Bộ KH&CN", cast.province, then)
    assert made.papers.get().number == MINUTES.number


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " "}, "request.words"),
        ({"kind": "none"}, "request.words"),
        ({"due_on": date(2020, 1, 1)}, "request.due"),
        ({"addressed_to": None}, "request.addressee"),
        ({"addressee_outside": "Bộ KH&CN", "addressed_to": None}, "forbidden.request_for_others"),
        ({"asked_by": "province"}, "forbidden.request_for_others"),
        ({"addressed_to": "ben_giang"}, "request.party"),
        ({"addressed_to": "sao_lam"}, "request.party"),
    ],
)
def test_what_is_missing_or_not_allowed_is_said_and_nothing_is_stored(cast, wrong, code) -> None:
    agreement = make_agreement(cast)
    given = {
        key: getattr(cast, value) if key.endswith(("_to", "_by")) and value else value for key, value in wrong.items()
    }
    facts = {
        "kind": "data",
        "title": "Dữ liệu",
        "text": "Vì sao",
        "due_on": timezone.localdate() + timedelta(days=5),
        "addressed_to": cast.province,
    }
    with pytest.raises((InputError, RefusedError)) as raised:
        raise_request(agreement, by=cast.tuan, facts=RequestFacts(**facts | given), once=uuid4())
    assert raised.value.code == code and not Request.objects.exists()


def test_a_commitment_of_another_agreement_does_not_fit(cast) -> None:
    other = make_agreement(cast, title="Thỏa thuận khác").commitments.first()
    agreement = make_agreement(cast)
    facts = RequestFacts("data", "Dữ liệu", "Vì sao", date(2099, 1, 1), cast.province, commitment=other)
    with pytest.raises(InputError, match="thỏa thuận khác"):
        raise_request(agreement, by=cast.tuan, facts=facts, once=uuid4())


@pytest.mark.parametrize("who", ["tam", "yen", "vinh"])
def test_whoever_is_no_party_or_only_reads_is_refused(cast, who) -> None:
    with pytest.raises(RefusedError):
        make_request(cast, by=getattr(cast, who))


def test_a_closed_agreement_takes_no_request(cast) -> None:
    agreement = make_agreement(cast)
    Agreement.objects.filter(pk=agreement.pk).update(state=Agreement.State.CLOSED)
    with pytest.raises(RefusedError, match="kết thúc"):
        make_request(cast)
