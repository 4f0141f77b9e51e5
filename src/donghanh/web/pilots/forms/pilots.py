"""Forms of a pilot: its facts with their criteria, its places, its costs, its decision."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from donghanh.indicators.definition import Indicator
from donghanh.measures import MEASURES
from donghanh.web.organisations.models import Organisation
from donghanh.web.pilots.actions.choose_places import PlaceChoice
from donghanh.web.pilots.actions.decide_pilot import DecisionFacts
from donghanh.web.pilots.actions.set_costs import CostFacts
from donghanh.web.pilots.models import Decision, Outcome, Pilot, PilotPlace
from donghanh.web.pilots.querysets import conclusions_of, deciding_bodies
from donghanh.web.pilots.terms import OutcomeFacts, PilotFacts
from donghanh.web.pilots.territory import communes_of_pilot
from donghanh.web.programme.files import ACCEPTED
from donghanh.web.programme.models import Body, Commitment, Conclusion
from donghanh.web.programme.querysets.agreements import possible_leads
from donghanh.web.scoreboard.querysets import indicators_known
from donghanh.web.ui.environment import number, said
from donghanh.web.ui.fields import DayField, lines

OUTCOMES = 5
"""Rows offered for outcomes; a pilot that wants to move more than that asks no question."""
SPARE_COSTS = 4


def indicator_choices() -> list[tuple[str, str]]:
    """Every declared indicator by name, with its unit, after an empty choice."""
    return [("", _("choose"))] + [(one.code, indicator_label(one)) for one in indicators_known()]


def indicator_label(indicator: Indicator) -> str:
    """The name and the unit in which an effect on it is told."""
    return f"{said(indicator.name)} ({said(MEASURES[indicator.measure].name)})"


class DongField(forms.IntegerField):
    """An amount in whole đồng, typed with or without separators: 1.500.000 or 1500000."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        """The amount without its separators."""
        return super().to_python(re.sub(r"[.,\s]", "", value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """As people read it; what was typed wrongly stays as it was."""
        return number(value) if isinstance(value, int) else value


class Versioned(forms.Form):
    """An edit form that says which version of the pilot it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class FactsForm(Versioned):
    """What a pilot is, without its outcomes."""

    title = forms.CharField(label=_("Title"), max_length=300)
    question = forms.CharField(
        label=_("Question"),
        max_length=2000,
        widget=lines(3),
        help_text=_("What the pilot shall answer, so that everybody knows what a yes and what a no would be"),
    )
    lead = forms.ModelChoiceField(label=_("Lead organisation"), queryset=Organisation.objects.none())
    body = forms.ModelChoiceField(
        label=_("Body that decides"),
        queryset=Body.objects.none(),
        help_text=_("Only a decision of this body is taken later"),
    )
    baseline_from = DayField(
        label=_("Baseline from"),
        required=False,
        help_text=_("It lasts until the day before the start; 12 months or more are good"),
    )
    starts_on = DayField(label=_("Starts on"))
    ends_on = DayField(label=_("Ends on"))

    def __init__(self, commitment: Commitment, data: Any = None, pilot: Pilot | None = None) -> None:
        first = {} if pilot is None else {name: getattr(pilot, name) for name in self.base_fields}
        super().__init__(data, initial=first)
        self.fields["lead"].queryset = possible_leads(commitment.agreement)
        self.fields["body"].queryset = deciding_bodies(commitment.agreement)

    def facts(self, outcomes: list[OutcomeFacts]) -> PilotFacts:
        """The form as an action takes it."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return PilotFacts(**told, outcomes=outcomes)


class OutcomeRow(forms.Form):
    """One outcome and its criterion; a row without an indicator is none."""

    indicator_code = forms.ChoiceField(label=_("Indicator"), required=False)
    direction = forms.ChoiceField(label=_("Should become"), required=False, choices=Outcome.Direction.choices)
    smallest = forms.DecimalField(
        label=_("Smallest effect that matters"),
        required=False,
        min_value=0,
        max_digits=20,
        decimal_places=4,
        localize=True,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator_code"].choices = choices

    def clean(self) -> dict[str, Any]:
        """An indicator needs its criterion."""
        cleaned = super().clean() or {}
        if cleaned.get("indicator_code") and cleaned.get("smallest") is None and "smallest" not in self.errors:
            self.add_error("smallest", _("Say how large the effect must be to matter."))
        return cleaned


def _typed(outcome: Outcome) -> dict[str, Any]:
    """An outcome as somebody would have typed it: 5, not 5.0000."""
    smallest = Decimal(f"{outcome.smallest.normalize():f}")
    return {"indicator_code": outcome.indicator_code, "direction": outcome.direction, "smallest": smallest}


class OutcomeRows:
    """The rows of a form for outcomes."""

    def __init__(self, data: Any = None, pilot: Pilot | None = None) -> None:
        first = [] if pilot is None else [_typed(one) for one in pilot.outcomes.all()]
        choices = indicator_choices()
        self.rows = [
            OutcomeRow(data, prefix=f"outcome-{n}", initial=first[n] if n < len(first) else None, choices=choices)
            for n in range(max(OUTCOMES, len(first)))
        ]

    def is_valid(self) -> bool:
        """Every row holds."""
        return all(one.is_valid() for one in self.rows)

    def facts(self) -> list[OutcomeFacts]:
        """The rows that name an indicator."""
        told = [one.cleaned_data for one in self.rows if one.cleaned_data.get("indicator_code")]
        return [OutcomeFacts(one["indicator_code"], one["direction"], one["smallest"] or Decimal(0)) for one in told]


class PlaceRow(forms.Form):
    """A commune: in which group, and why."""

    group = forms.ChoiceField(
        label=_("Group"), required=False, choices=[("", _("not chosen")), *PilotPlace.Group.choices]
    )
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": _("why this place")}),
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name

    def clean(self) -> dict[str, Any]:
        """A chosen place needs its reason."""
        cleaned = super().clean() or {}
        if cleaned.get("group") and not cleaned.get("why", "").strip():
            self.add_error("why", _("Say why this place."))
        return cleaned


class PlacesForm(Versioned):
    """Every commune of the province."""

    def __init__(self, pilot: Pilot, data: Any = None) -> None:
        super().__init__(data, initial={"version": pilot.version})
        chosen = {one.place_code: {"group": one.group, "why": one.why} for one in pilot.places.all()}
        self.rows = {
            code: PlaceRow(data, prefix=f"place-{code}", initial=chosen.get(code), name=name)
            for code, name in communes_of_pilot(pilot).items()
        }

    def is_valid(self) -> bool:
        """The form and all its rows hold."""
        return super().is_valid() & all(one.is_valid() for one in self.rows.values())

    def places(self) -> list[PlaceChoice]:
        """The chosen ones."""
        told = {code: row.cleaned_data for code, row in self.rows.items()}
        return [PlaceChoice(code, one["group"], one["why"]) for code, one in told.items() if one["group"]]


class CostRow(forms.Form):
    """A cost line; a row without a name is none."""

    name = forms.CharField(label=_("What for"), required=False, max_length=200)
    place_code = forms.ChoiceField(label=_("Place"), required=False)
    planned = DongField(label=_("Planned, đồng"), required=False, min_value=0)
    spent = DongField(label=_("Spent, đồng"), required=False, min_value=0)

    def __init__(self, *args: Any, places: Iterable[PilotPlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place_code"].choices = [("", _("all together"))] + [(one.place_code, one.name) for one in places]

    def clean(self) -> dict[str, Any]:
        """A line with a name has its planned amount."""
        cleaned = super().clean() or {}
        if cleaned.get("name") and cleaned.get("planned") is None and "planned" not in self.errors:
            self.add_error("planned", _("Give the planned amount, 0 where nothing was planned."))
        return cleaned


class CostsForm(Versioned):
    """All cost lines."""

    def __init__(self, pilot: Pilot, data: Any = None) -> None:
        super().__init__(data, initial={"version": pilot.version})
        names = ("name", "place_code", "planned", "spent")
        first = [{name: getattr(one, name) for name in names} for one in pilot.cost_lines.all()]
        places = list(pilot.places.all())
        count = len(first) + SPARE_COSTS
        if data is not None:
            count = max(count, sum(1 for key in data if key.startswith("cost-") and key.endswith("-name")))
        self.rows = [
            CostRow(data, prefix=f"cost-{n}", initial=first[n] if n < len(first) else None, places=places)
            for n in range(min(count, 100))
        ]

    def is_valid(self) -> bool:
        """The form and all its rows hold."""
        return super().is_valid() & all(one.is_valid() for one in self.rows)

    def costs(self) -> list[CostFacts]:
        """The rows that have a name."""
        return [CostFacts(**one.cleaned_data) for one in self.rows if one.cleaned_data.get("name")]


class DecisionForm(forms.Form):
    """What the body decided, and where it stands."""

    choice = forms.ChoiceField(label=_("Decision"), choices=Decision.Choice.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=4000, widget=lines(4))
    conclusion = forms.ModelChoiceField(
        label=_("Conclusion of a meeting of the body"),
        queryset=Conclusion.objects.none(),
        required=False,
        help_text=_("Or leave it empty and give the paper below"),
    )
    number = forms.CharField(label=_("Number of the paper"), required=False, max_length=100)
    decided_on = DayField(label=_("Date of issue"), required=False)
    abstract = forms.CharField(label=_("Abstract"), required=False, max_length=500)
    file = forms.FileField(
        label=_("File"), required=False, max_length=255, widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )

    def __init__(self, pilot: Pilot, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["conclusion"].queryset = conclusions_of(pilot)

    def facts(self) -> DecisionFacts:
        """The form as the action takes it."""
        return DecisionFacts(**self.cleaned_data)
