from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast, make_agreement, make_claim, make_task

from donghanh.web.demo import content
from donghanh.web.demo.build import build
from donghanh.web.programme.models import Agreement, ProgressReport, Task


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(b"".join(answer).decode())


def test_nobody_needs_to_sign_in_to_read(client: Client, cast: Cast) -> None:
    agreement = make_agreement(cast)
    home = _text(client, reverse("portal:home"))
    assert agreement.title in home
    assert "dữ liệu mô phỏng" in home.lower()
    assert agreement.title in _text(client, reverse("portal:agreement", args=[agreement.code]))


def test_the_search_says_when_nothing_fits(client: Client, cast: Cast) -> None:
    agreement = make_agreement(cast)
    assert agreement.title in _text(client, reverse("portal:home") + "?q=sao+lam")
    assert agreement.title not in _text(client, reverse("portal:home") + "?q=viettel")


def test_an_unknown_agreement_is_not_found_and_nothing_can_be_sent(client: Client, cast: Cast) -> None:
    assert client.get(reverse("portal:agreement", args=["khong-co"])).status_code == 404
    assert client.post(reverse("portal:home")).status_code == 405


def test_a_claim_looks_like_any_unverified_task_to_the_public(client: Client, cast: Cast) -> None:
    task = make_task(cast)
    page = reverse("portal:agreement", args=[task.commitment.agreement.code])
    before = _steady(_text(client, page))
    make_claim(cast, task)
    assert _steady(_text(client, page)) == before


def _steady(page: str) -> str:
    """The page without what differs on every visit."""
    return re.sub(r'(nonce|csrfmiddlewaretoken" value|X-CSRFToken"): ?"?[^">}]*|value="\w{64}"', "", page)


def test_the_number_of_queries_does_not_grow_with_agreements(
    client: Client, cast: Cast, django_assert_max_num_queries
) -> None:
    for number in range(12):
        make_agreement(cast, code=f"thoa-thuan-{number}")
    with django_assert_max_num_queries(6):
        client.get(reverse("portal:home"))


@pytest.mark.slow
@pytest.mark.slow
def test_no_public_page_of_the_demo_names_a_person_of_the_province_or_tells_of_a_claim(
    client: Client, db: None
) -> None:
    build(lambda step: None)
    addresses = [reverse("portal:home")]
    for one in Agreement.objects.all():
        addresses += [reverse(f"portal:{page}", args=[one.code]) for page in ("agreement", "commitments-csv")]
    pages = "\n".join(_text(client, address) for address in addresses)
    people = {account.full_name for account in content.accounts().accounts}
    claims = set(ProgressReport.objects.values_list("text", flat=True))
    titles = set(Task.objects.values_list("title", flat=True))
    assert [one for one in people | claims | titles if one in pages] == []
    assert "Triệu Thế Hùng" in pages  # signed, and a public source says so
    assert not re.search(r"/nguon/agreement/[\w-]+/claimed", pages)
