from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.web.programme.meetings import make_body

pytestmark = pytest.mark.django_db


def test_a_file_is_a_download_under_the_name_its_sender_gave(client, cast) -> None:
    decision = make_body(cast).decisions.get()
    decision.file_name = "Quyết định 726.pdf"
    decision.file.save("a.pdf", ContentFile(b"%PDF-1.4 <script>"))
    client.force_login(cast.minh)
    response = client.get(reverse("programme:decision-file", args=[decision.pk]))
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment") and "726.pdf" in response["Content-Disposition"]
