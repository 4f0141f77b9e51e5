"""The rows of a draft: commitments, bodies, people. Each remembers which finding it came from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from donghanh.web.programme.drafts import Finding, areas_within, findings, spans_of
from donghanh.web.programme.forms.agreement import BOTH, FactsForm
from donghanh.web.programme.models import Body, Commitment, Participant
from donghanh.web.ui.fields import lines


class Row(forms.Form):
    """``source`` is the number of the finding, empty for a row a person added."""

    source = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, found: list[Finding], **kwargs: Any) -> None:
        self.found = found
        super().__init__(*args, **kwargs)

    def has_changed(self) -> bool:
        """Whether anything is written in it: the choices of an added row hold something from the start."""
        written = (self[name].value() for name, one in self.fields.items() if isinstance(one, forms.CharField))
        return any((value or "").strip() for value in written)

    @property
    def span(self) -> tuple[int, int] | None:
        """Where the row's finding begins and ends; None for a row a person added."""
        number = self["source"].value()
        spans = spans_of(self.found[int(number)]) if str(number).isdecimal() and int(number) < len(self.found) else []
        return (spans[0][0], spans[0][1]) if spans else None

    def bounds(self) -> dict[str, int | None]:
        """The span as model fields."""
        start, end = self.span or (None, None)
        return {"span_start": start, "span_end": end}


class CommitmentRow(Row):
    """One promise."""

    text = forms.CharField(label=_("Commitment"), max_length=4000, widget=lines(3))
    who = forms.ChoiceField(label=_("Promised by"), initial=BOTH)
    status = forms.ChoiceField(label=_("Status"), choices=Commitment.Status.choices, initial=Commitment.Status.AGREED)

    def __init__(self, *args: Any, promisors: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = promisors


class BodyRow(Row):
    """One committee, board or team."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Body.Kind.choices, initial=Body.Kind.STEERING_COMMITTEE)
    name = forms.CharField(label=_("Name"), max_length=300)
    head = forms.CharField(label=_("Head"), max_length=120, required=False)


class PersonRow(Row):
    """One person in one role."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    role = forms.CharField(label=_("Position"), max_length=200, required=False)
    organisation_name = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    act = forms.ChoiceField(label=_("Part taken"), choices=Participant.Act.choices, initial=Participant.Act.PRESENT)


class DraftRows:
    """The three lists of a draft, bound or not, and the models they become."""

    KINDS = {"commitments": CommitmentRow, "bodies": BodyRow, "people": PersonRow}

    def __init__(self, facts: FactsForm, data: Any = None) -> None:
        self.facts = facts
        self.draft = facts.document.draft
        self.commitments = self._formset("commitments", data, promisors=facts.promisors())
        self.bodies = self._formset("bodies", data)
        self.people = self._formset("people", data)

    def _formset(self, name: str, data: Any, **options: Any) -> forms.BaseFormSet:
        found = findings(self.draft, name)
        made = forms.formset_factory(self.KINDS[name], extra=0, can_delete=True, max_num=500)
        initial = [self._first_values(name, number, one) for number, one in enumerate(found)]
        return made(data, prefix=name, initial=initial, form_kwargs={"found": found, **options})

    def _first_values(self, name: str, number: int, one: Finding) -> dict[str, Any]:
        if name == "commitments":
            text = " ".join(" ".join(part["text"] for part in one["evidence"]).split())
            return {
                "source": number,
                "text": _sentence(text),
                "who": self._who(one),
                "status": one.get("status", "agreed"),
            }
        if name == "bodies":
            return {"source": number, "kind": one["value"], "name": one.get("name"), "head": one.get("head")}
        return {
            "source": number,
            "name": one["value"],
            "role": one.get("role"),
            "organisation_name": self._named(one.get("org")),
            "act": one.get("act", Participant.Act.PRESENT),
        }

    def _named(self, organisation: str | None) -> str | None:
        """The reader gives a partner by its id; a person reads its name."""
        offered = {one.vocabulary_id: one.short_name for one in self.facts.known.values() if one.vocabulary_id}
        return offered.get(organisation or "", organisation)

    def _who(self, finding: Finding) -> str:
        who = finding.get("who") or BOTH
        by_code = {one.vocabulary_id: key for key, one in self.facts.known.items() if one.vocabulary_id}
        keys = {key for key, _label in self.facts.promisors()}
        return next((key for key in (who, by_code.get(who, ""), f"new:{who}") if key in keys), BOTH)

    def is_valid(self) -> bool:
        """All lists hold; and nobody promises who is no party."""
        valid = all([self.commitments.is_valid(), self.bodies.is_valid(), self.people.is_valid()])
        parties = self.facts.cleaned_data.get("parties", {}) if self.facts.is_valid() else None
        if valid and parties is not None:
            for row in self.kept(self.commitments):
                if row.cleaned_data["who"] not in parties:
                    row.add_error("who", _("This organisation is not chosen as a partner above."))
                    valid = False
        return valid

    @staticmethod
    def kept(formset: forms.BaseFormSet) -> list[Any]:
        """The rows that hold something and are not ticked for removal."""
        return [row for row in formset.forms if row.cleaned_data and not row.cleaned_data.get("DELETE")]

    def models(self) -> dict[str, list[Any]]:
        """The rows as unsaved models, in order; call it when everything is valid."""
        parties = self.facts.cleaned_data["parties"]
        return {
            "commitments": [
                Commitment(
                    text=row.cleaned_data["text"].strip(),
                    promisor=parties[row.cleaned_data["who"]],
                    status=row.cleaned_data["status"],
                    areas=areas_within(self.draft, [row.span] if row.span else []),
                    **row.bounds(),
                )
                for row in self.kept(self.commitments)
            ],
            "bodies": [
                Body(**{key: row.cleaned_data[key] for key in ("kind", "name", "head")}, **row.bounds())
                for row in self.kept(self.bodies)
            ],
            "participants": [
                Participant(
                    **{key: row.cleaned_data[key] for key in ("name", "role", "organisation_name", "act")},
                    **row.bounds(),
                )
                for row in self.kept(self.people)
            ],
        }


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
