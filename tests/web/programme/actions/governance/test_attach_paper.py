from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.programme.meetings import DECISION, make_body

from donghanh.errors import InputError
from donghanh.web.programme.actions.governance.attach_paper import attach_paper
from donghanh.web.programme.models import BodyDecision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"issuer": " "}, "paper.facts"),
        ({"abstract": ""}, "paper.facts"),
        ({"file": SimpleUploadedFile("a.pdf", b"no pdf")}, "file.content"),
    ],
)
def test_a_paper_without_its_facts_or_with_a_bad_file_is_not_kept(cast, change, code) -> None:
    body = make_body(cast)
    with pytest.raises(InputError) as wrong:
        attach_paper(BodyDecision(body=body), replace(DECISION, **change))
    assert wrong.value.code == code
    assert body.decisions.count() == 1
