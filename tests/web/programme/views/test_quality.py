from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import make_agreement

from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db


def test_the_page_lists_what_is_missing_and_the_blanks(client, cast) -> None:
    client.force_login(cast.tuan)
    agreement = make_agreement(cast, state=Agreement.State.NEGOTIATING)
    page = client.get(reverse("programme:agreement-quality", args=[agreement.code])).content.decode()
    assert page.count("Hoàn thành trước ngày …/…/……</dd>") == 3
    assert "cam-ket/them" not in page


def test_an_agreement_without_commitments_says_so(client, cast) -> None:
    client.force_login(cast.ha)
    agreement = make_agreement(cast, commitments=[])
    page = client.get(reverse("programme:agreement-quality", args=[agreement.code])).content.decode()
    assert 'class="empty"' in page


def test_the_word_file_is_a_download(client, cast) -> None:
    client.force_login(cast.ha)
    agreement = make_agreement(cast)
    answer = client.get(reverse("programme:agreement-quality-docx", args=[agreement.code]))
    assert "attachment" in answer["Content-Disposition"] and b"".join(answer.streaming_content).startswith(b"PK")
