from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import make_agreement, make_claim, make_task

from donghanh.web.programme.actions.roadmap.set_budget_line import set_budget_line
from donghanh.web.programme.actions.roadmap.set_year_content import set_year_content
from donghanh.web.programme.models import Commitment

pytestmark = pytest.mark.django_db


def _write(cast, commitment: Commitment, year: int = 2027, **given: object) -> None:
    wanted = {"text": "Mở rộng ra 30 xã", "target": "30/60 xã", "version": 0} | given
    set_year_content(commitment, by=cast.ha, year=year, once=uuid4(), **wanted)


def test_years_hold_contents_tasks_and_money_with_sums(cast, client) -> None:
    agreement = make_agreement(cast)
    commitment = agreement.commitments.get(number=1)
    _write(cast, commitment)
    task = make_task(cast, commitment, due_on=date(2027, 5, 1))
    make_claim(cast, task)
    for source, planned in (("province", 2_000_000_000), ("partner", 500_000_000)):
        set_budget_line(task, by=cast.ha, year=2027, source=source, planned=planned, once=uuid4())
    client.force_login(cast.tuan)
    page = client.get(reverse("programme:roadmap", args=[agreement.code])).content.decode()
    head = page.partition("<thead>")[2].partition("</thead>")[0]
    assert re.findall(r">(20\d\d)<", head) == ["2025", "2026", "2027", "2028", "2029", "2030"]
    assert "30/60 xã" in page and "2.000.000.000" in page  # the sum of the source
    assert re.findall(r'"(\d+)"><div>\s*<div class="small">', page.partition("<tfoot>")[2]) == ["2027"]
    assert "2.500 " in page.partition("<tfoot>")[2]  # million


def test_the_second_of_two_editors_reads_what_the_first_wrote_and_keeps_their_words(cast, client) -> None:
    commitment = make_agreement(cast).commitments.get(number=1)
    _write(cast, commitment, text="Ý của người khác")
    client.force_login(cast.ha)
    address = reverse("programme:year-content", args=[commitment.pk, 2027])
    sent = {"text": "Ý của tôi", "target": "", "version": "0"}
    page = client.post(address, sent | {"once": uuid4()})
    assert page.status_code == 409
    said = page.content.decode()
    assert "Ý của người khác" in said and "Ý của tôi" in said
    version = re.search(r'name="version" value="(\d+)"', said)[1]
    assert client.post(address, sent | {"version": version, "once": uuid4()}).status_code == 302
    assert commitment.years.get().text == "Ý của tôi"


def test_queries_do_not_grow_with_the_rows(cast, client) -> None:
    few = make_agreement(cast)
    many = make_agreement(
        cast, title="Thỏa thuận lớn", commitments=[Commitment(text=f"Việc {n}", promisor=None) for n in range(9)]
    )
    for one in many.commitments.all():
        _write(cast, one)
        make_task(cast, one, due_on=date(2027, 5, 1))
    client.force_login(cast.ha)
    counts = []
    for agreement in (few, few, many):
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("programme:roadmap", args=[agreement.code]))
        counts.append(len(asked))
    assert counts[1] == counts[2]
