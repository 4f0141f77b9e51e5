"""The forms of rules that score one value: step tables, targets, bounds, counts; and of what is given or not scored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from donghanh.web.scoreboard.rule_fields import NumberField, number_text
from donghanh.web.scoreboard.rule_forms import (
    ChoiceForm,
    ComplementForm,
    PartsForm,
    RatioForm,
    RowsForm,
    RuleForm,
    ValueForm,
    YesNoForm,
)


class StepsForm(ValueForm, RowsForm):
    """Points by the level that a value reaches."""

    kind, title = "steps", _("Levels")

    @override
    def add_parameters(self) -> None:
        sides = [("at_least", _("from the level on")), ("at_most", _("up to the level"))]
        self.fields["side"] = forms.ChoiceField(label=_("A level is reached"), choices=sides)
        courses = [("step", _("the points of the level")), ("linear", _("a straight line from level to level"))]
        self.fields["between"] = forms.ChoiceField(label=_("Between two levels"), choices=courses)
        if self.known:
            self.initial["side"] = "at_least" if self.known.steps[0].at_least is not None else "at_most"
            self.initial["between"] = self.known.between
        self.add_taken()
        RowsForm.add_parameters(self)

    @override
    def row_fields(self) -> dict[str, forms.Field]:
        return {
            "level": NumberField(label=_("Level"), required=False),
            "points": NumberField(label=_("Points"), required=False),
        }

    @override
    def known_rows(self) -> list[dict[str, str]]:
        steps = self.known.steps if self.known else ()
        return [{"level": number_text(one.level), "points": number_text(one.points)} for one in steps]

    @override
    def rule(self) -> dict[str, Any]:
        given = self.cleaned_data
        steps = [{given["side"]: row["level"], "points": row["points"]} for row in self.filled()]
        return {"steps": steps} | ({"between": "linear"} if given["between"] == "linear" else {})


class ThresholdForm(ValueForm):
    """All points from a target on."""

    kind, title = "threshold", _("Target reached")

    @override
    def add_parameters(self) -> None:
        below = {
            "proportional": _("in proportion to the target"),
            "linear": _("on a straight line from the floor"),
            "zero": _("0 points"),
        }
        known = self.known
        self.fields["target"] = NumberField(label=_("Target, from which all points are won"))
        self.fields["below"] = forms.ChoiceField(label=_("Below the target"), choices=list(below.items()))
        self.fields["floor"] = NumberField(label=_("Floor, under which nothing is won"), required=False)
        self.fields["bonus_above"] = NumberField(label=_("Bonus from"), required=False)
        self.fields["bonus_points"] = NumberField(label=_("Bonus points"), required=False)
        self.add_taken()
        if known:
            self.initial |= {"target": number_text(known.target), "below": known.below}
            self.initial["floor"] = number_text(known.floor or None)
            if known.bonus:
                self.initial["bonus_above"] = number_text(known.bonus.above)
                self.initial["bonus_points"] = number_text(known.bonus.points)

    @override
    def rule(self) -> dict[str, Any]:
        given = self.cleaned_data
        found = {"target": given["target"], "below": given["below"]}
        if given["floor"]:
            found["floor"] = given["floor"]
        if given["bonus_points"] is not None or given["bonus_above"] is not None:
            found["bonus"] = {"above": given["bonus_above"], "points": given["bonus_points"]}
        return found


class MinMaxForm(ValueForm):
    """Points by where the value lies between the lowest and the highest."""

    kind, title = "min_max", _("Between lowest and highest")
    _NUMBERS = {
        "low": _("Lowest, where declared"),
        "high": _("Highest, where declared"),
        "least_percentile": _("Lower percentile"),
        "most_percentile": _("Upper percentile"),
    }

    @override
    def add_parameters(self) -> None:
        betters = [("high", _("high is better")), ("low", _("low is better"))]
        policies = {
            "same_year": _("the others of the same year"),
            "pooled": _("all years since the first"),
            "panel": _("all years given"),
            "declared": _("two declared values"),
        }
        outside = [("clamp", _("counts as the bound")), ("extend", _("goes on past the bound"))]
        self.fields["better"] = forms.ChoiceField(label=_("Which end is good"), choices=betters)
        self.fields["policy"] = forms.ChoiceField(label=_("Compared with"), choices=list(policies.items()))
        self.fields["since"] = forms.CharField(label=_("First year, of all years"), max_length=10, required=False)
        for name, label in self._NUMBERS.items():
            self.fields[name] = NumberField(label=label, required=False)
        self.fields["scale_low"] = NumberField(label=_("Scale from"))
        self.fields["scale_high"] = NumberField(label=_("Scale to"))
        self.fields["outside"] = forms.ChoiceField(label=_("A value beyond a bound"), choices=outside)
        self.add_taken()
        known = self.known
        scale = known.scale if known else (0, 1)
        self.initial |= {"scale_low": number_text(scale[0]), "scale_high": number_text(scale[1])}
        if known:
            bounds = known.bounds
            least, most = bounds.percentiles or (None, None)
            numbers = {"low": bounds.low, "high": bounds.high, "least_percentile": least, "most_percentile": most}
            self.initial |= {name: number_text(number) for name, number in numbers.items()}
            self.initial |= {"better": known.better, "policy": bounds.policy, "outside": bounds.outside}
            self.initial["since"] = bounds.since or ""

    @override
    def rule(self) -> dict[str, Any]:
        given = self.cleaned_data
        bounds = {"policy": given["policy"], "since": given["since"].strip() or None}
        bounds |= {"low": given["low"], "high": given["high"]}
        if given["least_percentile"] is not None or given["most_percentile"] is not None:
            bounds["percentiles"] = [given["least_percentile"], given["most_percentile"]]
        if given["outside"] == "extend":
            bounds["outside"] = "extend"
        kept = {name: value for name, value in bounds.items() if value is not None}
        return {"better": given["better"], "scale": [given["scale_low"], given["scale_high"]], "bounds": kept}


class CountForm(ValueForm):
    """So many points for each."""

    kind, title = "count", _("Points for each")

    @override
    def add_parameters(self) -> None:
        known = self.known
        self.fields["each"] = NumberField(
            label=_("Points for each"), help_text=_("Below 0: points taken off; the maximum is then 0.")
        )
        self.fields["cap"] = NumberField(label=_("At most"), required=False)
        self.fields["floor"] = NumberField(
            label=_("At most taken off"), required=False, help_text=_("Below 0, such as -5.")
        )
        self.add_taken()
        if known:
            numbers = {"each": known.each, "cap": known.cap, "floor": known.floor}
            self.initial |= {name: number_text(number) for name, number in numbers.items()}

    @override
    def rule(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("each", "cap", "floor")}
        return {name: value for name, value in given.items() if value is not None}


class PointsForm(RuleForm):
    """Points as a body gives them."""

    kind, title = "points", _("Points given by the appraisers")
    named = ("value",)


class UnscoredForm(RuleForm):
    """Collected, never scored."""

    kind, title = "unscored", _("Collected, not scored")
    named = ("value",)

    @override
    def add_parameters(self) -> None:
        del self.fields["max"]

    @override
    def changes(self) -> dict[str, Any]:
        self.cleaned_data["max"] = 0
        return super().changes()


_FORMS: tuple[type[RuleForm], ...] = (
    YesNoForm,
    ChoiceForm,
    PartsForm,
    RatioForm,
    ComplementForm,
    StepsForm,
    ThresholdForm,
    MinMaxForm,
    CountForm,
    PointsForm,
    UnscoredForm,
)
RULE_FORMS: dict[str, type[RuleForm]] = {one.kind: one for one in _FORMS}
"""By kind of rule, in the order in which they are offered."""
