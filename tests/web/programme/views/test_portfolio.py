from __future__ import annotations

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.cast import make_agreement, make_claim

from donghanh.web.programme.models import Agreement, Commitment

pytestmark = pytest.mark.django_db

LIST = reverse("programme:agreement-list")


def test_the_list_counts_what_was_promised_claimed_and_verified(client, cast) -> None:
    make_claim(cast)
    client.force_login(cast.vinh)
    page = client.get(LIST).content.decode()
    for count, value in (("commitments", 3), ("claimed", 1), ("verified", 0)):
        link = page.split(f"agreement/lam-giang-sao-lam-2025/{count}")[1]
        assert link.split(">")[1].startswith(str(value))


def test_it_is_narrowed_by_words_partner_kind_state_and_year(client, cast) -> None:
    make_agreement(cast, title="Hạ tầng số Bến Giang", partners=[cast.ben_giang], instrument="mou", commitments=[])
    make_agreement(cast, title="Kho dữ liệu Sao Lam", state=Agreement.State.DRAFT, start_year=2031, end_year=2035)
    client.force_login(cast.ha)
    for wanted in (
        {"q": "ben giang"},
        {"partner": cast.ben_giang.pk},
        {"kind": "mou"},
        {"state": "in_force"},
        {"year": 2026},
    ):
        page = client.get(LIST, wanted).content.decode()
        assert "Hạ tầng số Bến Giang" in page and "Kho dữ liệu Sao Lam" not in page, wanted


def test_an_empty_list_says_what_to_do(client, cast) -> None:
    client.force_login(cast.ha)
    assert reverse("programme:receive") in client.get(LIST).content.decode()
    assert 'class="empty"' in client.get(LIST, {"state": "closed"}).content.decode()


def test_the_number_of_queries_does_not_grow_with_agreements(client, cast, django_assert_max_num_queries) -> None:
    client.force_login(cast.ha)
    make_agreement(cast)
    client.get(LIST)
    for _ in range(6):
        make_agreement(cast)
    with django_assert_max_num_queries(10):
        client.get(LIST)


def test_the_workbook_holds_what_the_filter_left_and_the_person_sees(client, cast) -> None:
    make_agreement(cast)
    make_agreement(cast, state=Agreement.State.CLOSED)
    for person, rows in ((cast.ha, 1), (cast.tam, 0)):
        client.force_login(person)
        answer = client.get(reverse("programme:agreement-list-xlsx"), {"state": "closed"})
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
        assert len(sheet) - 3 == rows


def test_overlaps_are_shown_with_their_reasons_to_whoever_sees_both_sides(client, cast) -> None:
    for partner in (cast.sao_lam, cast.ben_giang):
        one = Commitment(text="Xây dựng kho dữ liệu dùng chung của tỉnh", areas=["digital_data"])
        make_agreement(cast, partners=[partner], commitments=[one])
    client.force_login(cast.ha)
    assert "2025–2030" in client.get(reverse("programme:overlaps")).content.decode()
    client.force_login(cast.tuan)
    assert "2025–2030" not in client.get(reverse("programme:overlaps")).content.decode()
