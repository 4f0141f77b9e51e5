from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from donghanh.web.audit.models import Event
from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.programme.forms.agreement import FactsForm
from donghanh.web.programme.forms.rows import DraftRows
from donghanh.web.programme.models import Agreement, Document

pytestmark = pytest.mark.django_db

RECEIVE = "/van-ban/tiep-nhan/"
ARTICLE = (
    "Ngày 15/9/2025, UBND tỉnh Hải Dương và Tập đoàn FPT ký kết thỏa thuận hợp tác chuyển đổi số giai đoạn 2025-2030.\n"
    "Theo thỏa thuận, Tập đoàn FPT sẽ tư vấn xây dựng kho dữ liệu dùng chung; hỗ trợ tỉnh đào tạo cán bộ.\n"
)
FORECAST = "Dự báo thời tiết: ngày mai Bắc Bộ có mưa rào, nhiệt độ cao nhất 33 độ C, gió đông nam cấp 3."


@pytest.fixture
def office(client, cast):
    client.force_login(cast.ha)
    return client


@pytest.fixture
def document(cast) -> Document:
    return receive_document(ARTICLE.encode(), by=cast.ha, once=uuid4())


def filled(document: Document) -> dict[str, object]:
    """What the browser sends when the draft is confirmed as it was read."""
    facts = FactsForm(document)
    rows = DraftRows(facts)
    data: dict[str, object] = {"once": str(uuid4())}
    formsets = (rows.commitments, rows.bodies, rows.people)
    for form in (facts, *(form for formset in formsets for form in (formset.management_form, *formset))):
        for field in form:
            value = field.value()
            if value is not None and value is not False and value != "":
                data[field.html_name] = [str(one) for one in value] if isinstance(value, list) else str(value)
    return data


def test_a_file_is_read_and_its_draft_shown_beside_the_marked_text(office) -> None:
    sent = {"file": SimpleUploadedFile("bài.txt", ARTICLE.encode()), "published_on": "16/09/2025", "once": uuid4()}
    document = Document.objects.get(pk=office.post(RECEIVE, sent).headers["location"].split("/")[2])
    page = office.get(document.get_absolute_url()).content.decode()
    assert 'class="mark mark-party"' in page and 'class="mark mark-commitment"' in page
    for name, span in (("commitments", document.draft["commitments"][0]["evidence"][0]),):
        anchor = f"s-{span['start']}-{span['end']}"
        assert f'id="{anchor}"' in page and f'href="#{anchor}"' in page, name


def test_pasted_text_is_the_same_document_as_the_file(office) -> None:
    office.post(RECEIVE, {"file": SimpleUploadedFile("bài.txt", ARTICLE.encode()), "once": uuid4()})
    page = office.post(RECEIVE, {"text": ARTICLE.replace("\n", "\r\n"), "once": uuid4()}).content.decode()
    assert f'href="{Document.objects.get().get_absolute_url()}"' in page
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02\x03" * 1000, b"PK\x03\x04 not a zip", b"%PDF-1.4 broken", b"H\xe9p t\xe1c x\xe3" * 50],
    ids=["empty", "binary", "broken docx", "broken pdf", "wrong encoding"],
)
def test_a_bad_file_is_said_at_its_field_and_nothing_is_stored(office, data_folder, content) -> None:
    response = office.post(RECEIVE, {"file": SimpleUploadedFile("xau.docx", content), "once": uuid4()})
    assert response.status_code == 200
    field = response.content.decode().split('name="file"')[1].split('class="field')[0]
    assert 'class="wrong"' in field and "xau.docx" in field
    assert not Document.objects.exists() and not Event.objects.exists()
    assert not [path for path in data_folder.rglob("*") if path.is_file() and "media" in path.parts]


def test_a_file_of_fifty_megabytes_is_refused_with_its_reason(office) -> None:
    file = SimpleUploadedFile("to.txt", b"a" * (50 * 1024 * 1024))
    page = office.post(RECEIVE, {"file": file, "once": uuid4()}).content.decode()
    assert "to.txt" in page.split('name="file"')[1].split('class="field')[0]
    assert not Document.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"text": "  "}])
def test_neither_file_nor_text_is_said(office, sent) -> None:
    assert 'class="wrong"' in office.post(RECEIVE, sent | {"once": uuid4()}).content.decode()


def test_a_file_and_a_text_together_are_refused(office) -> None:
    sent = {"file": SimpleUploadedFile("a.txt", ARTICLE.encode()), "text": ARTICLE, "once": uuid4()}
    assert 'class="wrong"' in office.post(RECEIVE, sent).content.decode()
    assert not Document.objects.exists()


def test_the_draft_confirmed_as_it_is_becomes_an_agreement(office, document) -> None:
    response = office.post(document.get_absolute_url(), filled(document))
    agreement = Agreement.objects.get()
    assert response.headers["location"] == agreement.get_absolute_url()
    assert (agreement.start_year, agreement.end_year) == (2025, 2030)
    assert str(agreement.signed_on) == "2025-09-15"
    assert [one.organisation.vocabulary_id for one in agreement.parties.all()] == ["FPT"]
    assert agreement.commitments.count() == len(document.draft["commitments"]) > 0
    for commitment in agreement.commitments.all():
        words = document.text[commitment.span_start : commitment.span_end]
        assert words.lower() in commitment.text.lower()
    assert agreement.spans["period"]


def test_a_row_can_be_added_and_another_removed(office, document) -> None:
    data = filled(document)
    count = int(data["commitments-TOTAL_FORMS"])
    page = office.post(document.get_absolute_url(), data | {"add_commitments": "1"}).content.decode()
    assert f'name="commitments-{count}-text"' in page and 'class="wrong"' not in page
    data["commitments-TOTAL_FORMS"] = str(count + 1)
    data[f"commitments-{count}-text"] = "Cùng thử nghiệm tại một xã"
    data[f"commitments-{count}-who"] = "BOTH"
    data[f"commitments-{count}-status"] = "proposed"
    data["commitments-0-DELETE"] = "on"
    office.post(document.get_absolute_url(), data)
    commitments = Agreement.objects.get().commitments.order_by("number")
    assert commitments.count() == count
    assert commitments.last().text == "Cùng thử nghiệm tại một xã"
    assert (commitments.last().promisor, commitments.last().span_start) == (None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"partners": []},
        {"start_year": "2031"},
        {"signed_on": "31/02/2025"},
        {"province": "new", "province_new": ""},
        {"commitments-0-text": ""},
        {"commitments-0-who": "new:VNPT"},
        {"commitments-TOTAL_FORMS": "nhiều"},
    ],
)
def test_a_wrong_field_keeps_the_draft_and_registers_nothing(office, document, wrong) -> None:
    data = filled(document)
    assert office.post(document.get_absolute_url(), data | wrong).status_code == 200
    document.refresh_from_db()
    assert document.state == Document.State.DRAFT and not Agreement.objects.exists()


def test_the_same_confirmation_twice_registers_one_agreement(office, document) -> None:
    data = filled(document)
    office.post(document.get_absolute_url(), data)
    second = office.post(document.get_absolute_url(), data)
    assert second.status_code == 200  # the page now says what it was registered as
    assert Agreement.objects.count() == 1


def test_a_partner_named_by_hand_can_promise(office, document) -> None:
    data = filled(document)
    data["partners_new"] = "Công ty Mới\n  \nCông ty  Mới"
    data["commitments-0-who"] = "new:Công ty Mới"
    office.post(document.get_absolute_url(), data)
    agreement = Agreement.objects.get()
    assert agreement.commitments.first().promisor.name == "Công ty Mới"
    assert agreement.parties.count() == 2


def test_a_document_of_the_same_parties_is_pointed_out(office, document, cast) -> None:
    office.post(document.get_absolute_url(), filled(document))
    second = receive_document((ARTICLE + "Thêm một câu.").encode(), by=cast.ha, once=uuid4())
    page = office.get(second.get_absolute_url()).content.decode()
    assert Agreement.objects.get().get_absolute_url() in page


def test_what_is_no_cooperation_document_says_why_and_can_be_taken_up_by_hand(office, cast) -> None:
    document = receive_document(FORECAST.encode(), by=cast.ha, once=uuid4())
    page = office.get(document.get_absolute_url()).content.decode()
    assert document.draft["reasons"][0]["vi"] in page or document.draft["reasons"][0]["en"] in page
    assert 'name="title"' not in page
    assert 'name="title"' in office.get(document.get_absolute_url() + "?nhap=1").content.decode()
    office.post(reverse("programme:set-aside", args=[document.pk]), {"reason": "Thời tiết", "once": uuid4()})
    assert "Thời tiết" in office.get(document.get_absolute_url()).content.decode()


def test_the_file_is_a_download_under_its_own_name(office, cast) -> None:
    document = receive_document(ARTICLE.encode(), by=cast.ha, file_name="bài báo.html.txt", once=uuid4())
    response = office.get(reverse("programme:document-file", args=[document.pk]))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert b"".join(response.streaming_content).decode() == ARTICLE


def test_the_list_puts_drafts_first_and_asks_a_fixed_number_of_questions(
    office, cast, django_assert_max_num_queries
) -> None:
    old = receive_document(ARTICLE.encode(), by=cast.ha, once=uuid4())
    for number in range(6):
        one = receive_document(f"{FORECAST} {number}".encode(), by=cast.ha, once=uuid4())
        if number > 2:
            office.post(reverse("programme:set-aside", args=[one.pk]), {"reason": "x", "once": uuid4()})
    with django_assert_max_num_queries(8):
        page = office.get(reverse("programme:document-list")).content.decode()
    assert page.index(old.get_absolute_url()) < page.index(one.get_absolute_url())


def test_a_script_in_a_document_is_shown_as_text(office, cast) -> None:
    evil = ARTICLE.replace("Tập đoàn FPT ký", "<script>alert(1)</script> Tập đoàn FPT ký")
    document = receive_document(evil.encode(), by=cast.ha, once=uuid4())
    assert "<script>alert" not in office.get(document.get_absolute_url()).content.decode()


def test_the_seed_articles_become_agreements_without_an_edit(office, cast, shared: Path) -> None:
    for seed in sorted((shared / "seeds").glob("*.txt")):
        document = receive_document(seed.read_bytes(), by=cast.ha, file_name=seed.name, once=uuid4())
        data = filled(document)
        if not data.get("title") or not data.get("partners"):
            continue
        assert office.post(document.get_absolute_url(), data).status_code == 302, seed.name
    assert Agreement.objects.filter(code="hai-duong-fpt-2021").exists()


def test_a_long_agreement_is_confirmed_in_one_form(office, document) -> None:
    data = filled(document)
    data["commitments-TOTAL_FORMS"] = "300"
    for number in range(2, 300):
        row = {"text": f"Cam kết {number}", "who": "BOTH", "status": "agreed", "source": ""}
        data |= {f"commitments-{number}-{key}": value for key, value in row.items()}
    assert office.post(document.get_absolute_url(), data).status_code == 302
    assert Agreement.objects.get().commitments.count() == 300
