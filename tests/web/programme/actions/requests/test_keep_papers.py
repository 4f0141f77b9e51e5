from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import MINUTES
from tests.web.programme.asking import make_request

from donghanh.errors import InputError
from donghanh.web.programme.actions.requests.answer_request import answer_request
from donghanh.web.programme.models import RequestAnswer, RequestPaper

pytestmark = pytest.mark.django_db


def test_the_file_keeps_its_name_for_people_and_gets_one_of_our_own(cast) -> None:
    paper = replace(MINUTES, file=SimpleUploadedFile("../công văn.pdf", b"%PDF-1.4"))
    answer_request(make_request(cast), by=cast.ha, verdict="accepted", text="Đồng ý", papers=[paper], once=uuid4())
    kept = RequestPaper.objects.get()
    assert kept.file_name == "công văn.pdf" and "công" not in kept.file.name


@pytest.mark.parametrize("wrong", [{"number": " "}, {"file": SimpleUploadedFile("a.exe", b"MZ")}])
def test_a_paper_nobody_could_find_again_or_open_is_refused(cast, wrong) -> None:
    asked = make_request(cast)
    papers = [replace(MINUTES, **wrong)]
    with pytest.raises(InputError):
        answer_request(asked, by=cast.ha, verdict="accepted", text="Đồng ý", papers=papers, once=uuid4())
    assert not RequestAnswer.objects.exists()
