from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.programme.meetings import DECISION, make_body

from donghanh.web.programme.actions.governance.record_decision import record_decision

pytestmark = pytest.mark.django_db


def test_a_decision_is_kept_with_its_file_under_a_name_of_our_own(cast) -> None:
    file = SimpleUploadedFile("../qd 801.pdf", b"%PDF-1.4 ...")
    decision = record_decision(make_body(cast), replace(DECISION, number="801/QĐ", file=file), by=cast.ha, once=uuid4())
    assert (decision.act, decision.file_name) == ("changes", "qd 801.pdf")
    assert "801" not in decision.file.name
