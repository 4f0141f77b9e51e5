"""The draft of an agreement as a person checks it: plain facts and three lists of rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from donghanh.text import fold
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.drafts import findings, first_facts
from donghanh.web.programme.models import Agreement, Document
from donghanh.web.ui.fields import DayField, lines, year_field

BOTH, PARTY_A, NEW = "BOTH", "PARTY_A", "new"
"""The reader's words for who promised, and ours for an organisation that is not in the list yet."""


class FactsForm(forms.Form):
    """The plain facts of the agreement and its parties."""

    title = forms.CharField(label=_("Title of the agreement"), max_length=500, widget=lines(2))
    province = forms.ChoiceField(label=_("Province's side"))
    province_new = forms.CharField(label=_("New organisation for the province's side"), max_length=200, required=False)
    partners = forms.MultipleChoiceField(label=_("Partners"), required=False, widget=forms.CheckboxSelectMultiple)
    partners_new = forms.CharField(
        label=_("Other partners, one a line"), required=False, max_length=2000, widget=lines(2)
    )
    instrument = forms.ChoiceField(label=_("Instrument"), choices=Agreement.Instrument.choices)
    state = forms.ChoiceField(label=_("State"), choices=Agreement.State.choices)
    signed_on = DayField(label=_("Signed on"), required=False)
    start_year = year_field(_("First year"))
    end_year = year_field(_("Last year"))
    vision_year = year_field(_("Vision to"))

    def __init__(self, document: Document, data: Any = None) -> None:
        self.document = document
        self.known = {str(one.pk): one for one in _parties()}
        found = partners_found(document.draft)
        self.new_partners = {key: one for key, one in found.items() if one.pk is None}
        super().__init__(data, initial=_first_values(document, self.known.values(), found))
        provinces = [(key, one.name) for key, one in self.known.items() if one.kind == Organisation.Kind.PROVINCE]
        self.fields["province"].choices = [*provinces, (NEW, _("a new organisation, named beside"))]
        partners = [(key, one.name) for key, one in self.known.items() if one.kind == Organisation.Kind.PARTNER]
        created = [(key, _("%(name)s (new)") % {"name": one.name}) for key, one in self.new_partners.items()]
        self.fields["partners"].choices = [*partners, *created]

    def promisors(self) -> list[tuple[str, Any]]:
        """Who a commitment can be of: a side, both, or any partner that could be chosen."""
        typed = [(f"{NEW}:{name}", name) for name in self._typed_partners()]
        return [(BOTH, _("both sides")), (PARTY_A, _("province's side")), *self.fields["partners"].choices, *typed]

    def _typed_partners(self) -> list[str]:
        value = self["partners_new"].value() or ""
        return list(dict.fromkeys(" ".join(line.split())[:200] for line in value.splitlines() if line.strip()))

    def clean(self) -> dict[str, Any]:
        """Parties resolved: ``cleaned_data["parties"]`` maps a promisor's key to its organisation."""
        cleaned = super().clean() or {}
        province = self._province(cleaned)
        chosen = {key: self.known.get(key) or self.new_partners[key] for key in cleaned.get("partners", ())}
        for name in self._typed_partners():
            same = next(
                (one for one in self.known.values() if fold(name) in (fold(one.name), fold(one.short_name))), None
            )
            chosen[f"{NEW}:{name}"] = same or _new(name, Organisation.Kind.PARTNER)
        if not chosen:
            self.add_error("partners", _("Choose at least one partner."))
        start, end = cleaned.get("start_year"), cleaned.get("end_year")
        if start and end and end < start:
            self.add_error("end_year", _("The last year is before the first."))
        cleaned["partner_organisations"] = list({id(one): one for one in chosen.values()}.values())
        cleaned["parties"] = {BOTH: None, PARTY_A: province} | chosen
        return cleaned

    def _province(self, cleaned: dict[str, Any]) -> Organisation | None:
        if cleaned.get("province") != NEW:
            return self.known.get(cleaned.get("province", ""))
        name = " ".join(cleaned.get("province_new", "").split())
        if not name:
            self.add_error("province_new", _("Name the organisation."))
            return None
        same = next((one for one in self.known.values() if fold(one.name) == fold(name)), None)
        return same or _new(name, Organisation.Kind.PROVINCE)


def _parties() -> Iterable[Organisation]:
    return Organisation.objects.filter(kind__in=[Organisation.Kind.PROVINCE, Organisation.Kind.PARTNER])


def _new(name: str, kind: str, vocabulary_id: str = "", short_name: str = "") -> Organisation:
    return Organisation(name=name, short_name=(short_name or name)[:60], kind=kind, vocabulary_id=vocabulary_id)


def partners_found(draft: dict[str, Any]) -> dict[str, Organisation]:
    """The partners the reader found: the known organisation, or an unsaved one named as the text first names it."""
    known = {one.vocabulary_id: one for one in Organisation.objects.exclude(vocabulary_id="")}
    found = {}
    for finding in findings(draft, "partners"):
        code = finding["value"]
        name = max((one["text"] for one in finding["evidence"]), key=len, default=code)
        one = known.get(code) or _new(" ".join(name.split())[:200], Organisation.Kind.PARTNER, code[:40], code)
        found[str(one.pk) if one.pk else f"{NEW}:{code}"] = one
    return found


def _first_values(document: Document, known: Iterable[Organisation], found: dict[str, Organisation]) -> dict[str, Any]:
    draft = document.draft
    side = next(iter(findings(draft, "party_a")), None)
    province, province_new = NEW, ""
    if side:
        wanted = fold(side["value"])
        same = [one for one in known if one.kind == Organisation.Kind.PROVINCE and wanted in fold(one.name)]
        # The shortest: "UBND tỉnh Hải Dương" rather than "Văn phòng UBND tỉnh Hải Dương".
        best = min(same, key=lambda one: len(one.name), default=None)
        province, province_new = (str(best.pk), "") if best else (NEW, side.get("org") or side["value"])
    facts = first_facts(draft)
    named = " – ".join([side["value"] if side else "", *(one.short_name for one in found.values())]).strip(" –")
    period = "–".join(str(facts[end]) for end in ("start_year", "end_year") if facts[end])
    title = " ".join(part for part in (_paper(facts["instrument"]), named, period) if part)
    return facts | {
        "title": title if side or found else document.title,
        "province": province,
        "province_new": province_new,
        "partners": list(found),
    }


def _paper(instrument: str) -> str:
    """What the paper is called, in Vietnamese whatever the page's language: it becomes part of a stored title."""
    names = {
        "strategic_agreement": "Thỏa thuận hợp tác chiến lược",
        "mou": "Bản ghi nhớ hợp tác",
        "cooperation_minutes": "Biên bản hợp tác",
        "coordination_programme": "Chương trình phối hợp",
        "coordination_regulation": "Quy chế phối hợp",
        "cooperation_plan": "Kế hoạch hợp tác",
    }
    return names.get(instrument, "Thỏa thuận hợp tác")
