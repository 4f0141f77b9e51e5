from __future__ import annotations

from uuid import uuid4

import pytest

from donghanh.errors import DocumentError, InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.programme.actions.agreements.receive_document import KnownDocumentError, receive_document
from donghanh.web.programme.models import Document

pytestmark = pytest.mark.django_db

ARTICLE = (
    "Ngày 15/9/2025, UBND tỉnh Hải Dương và Tập đoàn FPT ký kết thỏa thuận hợp tác chuyển đổi số giai đoạn 2025-2030.\n"
    "Theo thỏa thuận, FPT sẽ tư vấn xây dựng kho dữ liệu dùng chung; hỗ trợ tỉnh đào tạo cán bộ.\n"
).encode()


def test_the_file_is_kept_with_its_draft_and_logged(cast) -> None:
    document = receive_document(ARTICLE, by=cast.ha, file_name="bài báo.txt", once=uuid4())
    assert document.state == Document.State.DRAFT
    assert document.title.startswith("Ngày 15/9/2025, UBND tỉnh Hải Dương")
    assert document.draft["flat"]["partner"] == ["FPT"]
    assert document.file.read() == ARTICLE
    assert Event.objects.filter(action="document.received", subject_id=str(document.pk), actor="ha").exists()


def test_the_stored_name_is_never_what_somebody_typed(cast) -> None:
    document = receive_document(ARTICLE, by=cast.ha, file_name="../../../etc/passwd.txt", once=uuid4())
    assert document.file.name == f"documents/{document.sha256}.txt"


def test_pasted_text_has_no_file(cast) -> None:
    assert not receive_document(ARTICLE, by=cast.ha, once=uuid4()).file


def test_spans_point_into_the_stored_text(cast) -> None:
    document = receive_document(ARTICLE, by=cast.ha, once=uuid4())
    for finding in document.draft["partners"] + document.draft["commitments"]:
        for span in finding["evidence"]:
            assert document.text[span["start"] : span["end"]] == span["text"]


def test_the_same_bytes_again_lead_to_the_earlier_document(cast) -> None:
    first = receive_document(ARTICLE, by=cast.ha, once=uuid4())
    with pytest.raises(KnownDocumentError) as refused:
        receive_document(ARTICLE, by=cast.ha, file_name="khác.txt", once=uuid4())
    assert refused.value.document == first
    assert Document.objects.count() == 1


@pytest.mark.parametrize("data", [b"", b"   \n", b"\x00\x01\x02" * 900, b"H\xe9p t\xe1c" * 40])
def test_a_file_that_cannot_be_read_is_named_and_nothing_is_stored(cast, data) -> None:
    with pytest.raises(DocumentError) as wrong:
        receive_document(data, by=cast.ha, file_name="x.txt", once=uuid4())
    assert "x.txt" in wrong.value.vi
    assert not Document.objects.exists() and not Event.objects.exists()


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_takes_documents_in(cast, who) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        receive_document(ARTICLE, by=getattr(cast, who), once=uuid4())
    assert not Document.objects.exists()


def test_a_form_sent_twice_is_refused_and_leaves_no_file(cast, data_folder) -> None:
    token = uuid4()
    receive_document(ARTICLE, by=cast.ha, once=token)
    with pytest.raises(RefusedError, match="replayed"):
        receive_document(ARTICLE + b"them", by=cast.ha, file_name="b.txt", once=token)
    assert Document.objects.count() == 1
    assert not list(data_folder.rglob("*.txt"))


def test_a_form_without_its_token_is_refused(cast) -> None:
    with pytest.raises(InputError, match=r"form\.token"):
        receive_document(ARTICLE, by=cast.ha, once="")
    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_send_the_same_bytes_at_once_one_is_led_to_the_others(cast, at_once) -> None:
    results = at_once(lambda: receive_document(ARTICLE, by=cast.ha, file_name="a.txt", once=uuid4()))
    assert sorted(type(one) for one in results if not isinstance(one, Document)) == [KnownDocumentError]
    assert Document.objects.count() == 1
