from __future__ import annotations

from donghanh.web.demo import content
from donghanh.web.demo.intake import as_sent, build_agreement
from donghanh.web.organisations.models import User
from donghanh.web.programme.forms.intake import UploadForm
from donghanh.web.programme.models import Agreement, Document


def test_the_reader_finds_the_province_its_three_partners_and_what_each_promised(office: User) -> None:
    agreement = build_agreement(content.programme(), by=office)
    partners = {party.organisation.short_name for party in agreement.parties.all()}
    promised = dict(agreement.commitments.values_list("text", "promisor__short_name"))
    assert partners == {"Sao Lam", "Bến Giang", "Núi Lam"}
    assert agreement.province.code == "ubnd-lam-giang"
    assert (agreement.start_year, agreement.end_year, agreement.vision_year) == (2025, 2030, 2035)
    assert promised["Phủ sóng 5G tại trung tâm 60 xã, phường"] == "Bến Giang"
    assert agreement.is_simulated


def test_every_commitment_points_at_its_words_in_the_document(office: User) -> None:
    agreement = build_agreement(content.programme(), by=office)
    assert agreement.document is not None
    for commitment in agreement.commitments.all():
        words = " ".join(agreement.document.text[commitment.span_start : commitment.span_end].split())
        assert words[:1].upper() + words[1:] == commitment.text


def test_building_again_gives_the_same_agreement(office: User) -> None:
    first = build_agreement(content.programme(), by=office)
    assert build_agreement(content.programme(), by=office) == first
    assert (Agreement.objects.count(), Document.objects.count()) == (1, 1)


def test_an_unchanged_form_is_sent_as_a_browser_would_send_it() -> None:
    sent = as_sent(UploadForm(initial={"text": "Sáng 24/8", "published_on": None}))
    assert dict(sent.lists()) == {"text": ["Sáng 24/8"]}
