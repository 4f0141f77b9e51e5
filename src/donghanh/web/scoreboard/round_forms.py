"""The forms of a scoring round: opening one, stating an item, appraising it, explaining it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from donghanh.errors import InputError
from donghanh.indices.definition import Edition, Item
from donghanh.indices.rules import Choice
from donghanh.measures import MEASURES
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import Evidence
from donghanh.web.scoreboard.actions.keeping_papers import PaperFacts, chosen_paper
from donghanh.web.scoreboard.actions.open_round import Deadlines
from donghanh.web.scoreboard.forms import read_period
from donghanh.web.scoreboard.models import AnswerEvidence, Appraisal, Round
from donghanh.web.scoreboard.questions import assignable
from donghanh.web.scoreboard.round_inputs import OUTSIDE, Inputs, checked, is_outside, role_name
from donghanh.web.ui.environment import said
from donghanh.web.ui.fields import DayField, lines

_YES_NO = [("", _("not filled in")), ("có", _("yes")), ("không", _("no"))]


class DaysForm(forms.Form):
    """The days of a round."""

    opens_on = DayField(label=_("Opens on"))
    self_scoring_until = DayField(label=_("Self-scoring until"))
    appraisal_until = DayField(label=_("Appraisal until"))
    explanation_until = DayField(label=_("Explanations until"))

    def deadlines(self) -> Deadlines:
        """The days given; call it when the form is valid."""
        return Deadlines(**{name: self.cleaned_data[name] for name in Deadlines.__dataclass_fields__})


class DeadlinesForm(DaysForm):
    """Other days for a round that is open, and why; the opening day is fixed once the round has begun."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=lines(3))

    def __init__(self, round: Round, data: Any = None, *, has_begun: bool) -> None:
        self.now = {name: getattr(round, name) for name in Deadlines.__dataclass_fields__}
        super().__init__(data, initial=self.now)
        for name in self.now:
            # The page carries the days it showed, so that a day somebody else changed meanwhile is not set back.
            self.fields[name].show_hidden_initial = True
        self.fields["opens_on"].disabled = has_begun

    def deadlines(self) -> Deadlines:
        """The days as they are now with those that were changed on the page; call it when the form is valid."""
        return Deadlines(
            **{name: self.cleaned_data[name] if name in self.changed_data else day for name, day in self.now.items()}
        )


class RoundForm(DaysForm):
    """A new round: what is scored, who leads it, and its days."""

    edition = forms.ChoiceField(label=_("Index edition"))
    period = forms.CharField(label=_("Period"), max_length=20, help_text=_("2026 (year), 2026-Q2 or 2026-05."))
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, help_text=_("Empty: the name of the index and the period.")
    )
    lead = forms.ModelChoiceField(label=_("Lead"), queryset=Organisation.objects.none())

    def __init__(self, *args: Any, editions: Iterable[Edition], **options: Any) -> None:
        super().__init__(*args, **options)
        self.editions = {f"{one.code}/{one.edition}": one for one in editions}
        shown = [(key, f"{said(dict(one.name))} · {one.edition}") for key, one in self.editions.items()]
        self.fields["edition"].choices = shown
        kinds = (Organisation.Kind.STANDING_OFFICE, Organisation.Kind.DEPARTMENT, Organisation.Kind.PROVINCE)
        self.fields["lead"].queryset = Organisation.objects.filter(kind__in=kinds)

    def clean_period(self) -> str:
        """The period as the engine writes it."""
        return str(read_period(self.cleaned_data["period"]))

    def facts(self) -> dict[str, Any]:
        """What the action takes; call it when the form is valid."""
        given = self.cleaned_data
        told = {name: given[name] for name in ("period", "name", "lead")}
        return {"edition": self.editions[given["edition"]], "deadlines": self.deadlines(), **told}


class AssignmentForm(forms.Form):
    """To whom the chosen items and groups go, by when, and with whom."""

    organisation = forms.ModelChoiceField(label=_("Office that fills in"), queryset=Organisation.objects.none())
    due_on = DayField(label=_("Due on"), required=False, help_text=_("Empty: the last day of self-scoring."))
    coordinators = forms.CharField(label=_("Co-ordinating offices"), max_length=300, required=False)
    reason = forms.CharField(
        label=_("Remark"), max_length=2000, required=False, help_text=_("Such as why an item goes to another office.")
    )
    everybody = forms.BooleanField(required=False)

    def __init__(self, round: Round, data: Any = None) -> None:
        super().__init__(data)
        self.fields["organisation"].queryset = assignable(round)

    def facts(self) -> dict[str, Any]:
        """What the action takes beside items and subject; call it when the form is valid."""
        return {name: value for name, value in self.cleaned_data.items() if name != "everybody"}


class SelfReportForm(forms.Form):
    """What stands in the report beside the scores, and the version the form began with."""

    difficulties = forms.CharField(label=_("Difficulties"), required=False, max_length=20000, widget=lines(6))
    requests = forms.CharField(label=_("Requests"), required=False, max_length=20000, widget=lines(6))
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


def _field(item: Item, role: str) -> forms.Field:
    kind = item.rule.kind if item.rule and not item.derive else ""
    label = said(role_name(item, role))
    if isinstance(item.rule, Choice) and not item.derive:
        options = [(one.code, said(dict(one.name))) for one in item.rule.options]
        return forms.ChoiceField(label=label, choices=[("", _("not filled in")), *options], required=False)
    if kind in ("yes_no", "parts"):
        return forms.ChoiceField(label=label, choices=_YES_NO, required=False)
    measure = item.inputs[role].measure if role in item.inputs else None
    unit = MEASURES.get(measure or "")
    suffix = unit.suffix["vi"].strip() if unit else ""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=60, required=False, widget=widget, help_text=suffix)


def _first(item: Item, role: str, raw: str) -> str:
    """A stored answer as the choice that means it: yes and no may have been written in many ways."""
    if item.derive or item.rule is None or item.rule.kind not in ("yes_no", "parts") or not raw:
        return raw
    return "có" if item.read(raw) else "không"


class InputsForm(forms.Form):
    """The inputs of one item by role; each is read by the item's rule and its fault said at its field."""

    def __init__(self, item: Item, data: Any = None, *, inputs: Inputs | None = None, prefix: str = "in") -> None:
        super().__init__(data, prefix=prefix)
        self.item = item
        known = dict(inputs or {})
        outside = is_outside(known)
        for role in item.roles:
            self.fields[role] = _field(item, role)
            self.initial[role] = "" if outside else _first(item, role, known.get(role, ""))
        self.fields["outside"] = forms.BooleanField(label=_("Does not apply to this subject"), required=False)
        self.initial["outside"] = outside

    @property
    def roles(self) -> list[forms.BoundField]:
        """The fields of the inputs, in order."""
        return [self[role] for role in self.item.roles]

    def clean(self) -> dict[str, Any]:
        """Every input readable and allowed."""
        cleaned = super().clean() or {}
        if not cleaned.get("outside"):
            for role in self.item.roles:
                try:
                    checked(self.item, {role: cleaned.get(role) or ""})
                except InputError as error:
                    self.add_error(role, error.say(get_language() or "vi"))
        return cleaned

    def inputs(self) -> dict[str, str]:
        """What was entered, by role; call it when the form is valid."""
        if self.cleaned_data["outside"]:
            return dict.fromkeys(self.item.roles, OUTSIDE)
        return {role: self.cleaned_data[role] for role in self.item.roles if self.cleaned_data.get(role)}


class PapersForm(forms.Form):
    """Papers the platform holds: one to cite, those to cite no longer."""

    find = forms.CharField(label=_("Search papers in the platform"), required=False, max_length=100)
    paper = forms.ChoiceField(label=_("Paper to cite"), required=False)
    section = forms.CharField(label=_("Section or page"), max_length=100, required=False)
    drop = forms.MultipleChoiceField(label=_("No longer cited"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        data: Any = None,
        *,
        offered: Iterable[tuple[str, Evidence | AnswerEvidence]],
        cited: Iterable[AnswerEvidence],
    ) -> None:
        super().__init__(data, prefix="paper")
        self.offered = dict(offered)
        labels = [(key, f"{one}: {one.abstract}"[:160]) for key, one in self.offered.items()]
        self.fields["paper"].choices = [("", _("none")), *labels]
        self.fields["drop"].choices = [(str(one.pk), f"{one.citation}: {one.abstract}") for one in cited]

    def papers(self) -> list[PaperFacts]:
        """The paper chosen, if any; call it when the form is valid."""
        given = self.cleaned_data
        return [chosen_paper(self.offered[given["paper"]], given["section"])] if given["paper"] else []


class NoteForm(forms.Form):
    """The note beside an item's value, and the version of the answer the form began with."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=4000,
        widget=lines(3),
        help_text=_("Needed where there is no value or no paper: say why."),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class VerdictForm(forms.Form):
    """What the appraiser found."""

    verdict = forms.ChoiceField(label=_("Verdict"), choices=Appraisal.Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=4000,
        widget=lines(3),
        help_text=_("Needed when adjusting or asking for an explanation."),
    )
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ExplanationForm(forms.Form):
    """The subject's reply to a verdict."""

    text = forms.CharField(label=_("Explanation"), max_length=4000, widget=lines(4))
