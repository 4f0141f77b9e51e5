from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_agreement

from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db


def _sent(*rows, version="1"):
    sent = {"contents-TOTAL_FORMS": str(len(rows)), "contents-INITIAL_FORMS": "0", "version": version, "once": uuid4()}
    for place, (number, title) in enumerate(rows):
        sent |= {f"contents-{place}-number": number, f"contents-{place}-title": title}
    return sent


def test_contents_are_entered_then_commitments_placed_under_them(client, cast) -> None:
    client.force_login(cast.ha)
    agreement = make_agreement(cast, state=Agreement.State.DRAFT)
    address = reverse("programme:agreement-contents", args=[agreement.code])
    client.post(address, _sent(("1", "Hạ tầng số"), ("2", "Dữ liệu")))
    second = agreement.contents.get(number="2")
    one = agreement.commitments.get(number=1)
    client.post(
        reverse("programme:agreement-places", args=[agreement.code]), {f"content-{one.pk}": second.pk, "once": uuid4()}
    )
    assert list(second.commitments.all()) == [one]
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert page.index("1. Hạ tầng số") < page.index("2. Dữ liệu")


def test_a_number_twice_and_a_list_that_changed_meanwhile_are_said(client, cast) -> None:
    client.force_login(cast.ha)
    agreement = make_agreement(cast, state=Agreement.State.DRAFT)
    address = reverse("programme:agreement-contents", args=[agreement.code])
    assert "“1”" in client.post(address, _sent(("1", "A"), ("1", "B"))).content.decode()
    client.post(address, _sent(("1", "A")))
    answer = client.post(address, _sent(("1", "B")))
    assert answer.status_code == 409 and 'value="B"' in answer.content.decode()
    assert [one.title for one in agreement.contents.all()] == ["A"]


def test_recorded_contents_of_a_signed_agreement_are_read_only(client, cast) -> None:
    client.force_login(cast.ha)
    agreement = make_agreement(cast)
    address = reverse("programme:agreement-contents", args=[agreement.code])
    client.post(address, _sent(("1", "A")))
    assert "contents-TOTAL_FORMS" not in client.get(address).content.decode()
    assert client.post(address, _sent(("1", "B"), version="2")).status_code == 409
