"""One plain form for each kind of rule that an annex usually prints; others are written in the YAML file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from donghanh.indices.definition import Item
from donghanh.indices.derive import Quotient
from donghanh.web.scoreboard.rule_fields import NumberField, ShareField, number_text, share_text

_MOST_ROWS = 30
_SPARE = 2


class RuleForm(forms.Form):
    """What all kinds ask: the maximum, and what the inputs are called. Subclasses add the parameters of a kind."""

    kind: ClassVar[str]
    title: ClassVar[Any]
    named: ClassVar[tuple[str, ...]] = ()
    """The roles whose inputs get a name."""

    def __init__(self, item: Item, data: Any = None) -> None:
        super().__init__(data)
        self.item = item
        self.known: Any = item.rule if item.rule and item.rule.kind == self.kind else None
        """The rule the item has, where it is of this kind."""
        self.fields["max"] = NumberField(label=_("Maximum points"))
        self.initial["max"] = number_text(item.max)
        self.add_parameters()
        for role in self.named:
            self.fields[f"name_{role}"] = forms.CharField(label=_NAMES[role], max_length=300, required=False)
            self.initial[f"name_{role}"] = item.inputs[role].name["vi"] if role in item.inputs else ""
        self.fields["sum_again"] = forms.BooleanField(
            label=_("Add up the maxima of the groups above again"), required=False, initial=item.max is None
        )

    def add_parameters(self) -> None:
        """The fields of the kind."""

    def rule(self) -> dict[str, Any]:
        """The parameters as a pack file writes them; call it when the form is valid."""
        return {}

    @property
    def simple_fields(self) -> list[forms.BoundField]:
        """All fields but those of rows, in order."""
        return [one for one in self if not one.name.startswith("row_") and one.name != "sum_again"]

    def changes(self) -> dict[str, Any]:
        """What the action takes; call it when the form is valid."""
        given = self.cleaned_data
        names = {role: (given.get(f"name_{role}") or "").strip() for role in self.roles()}
        inputs = {role: self._input(role, name) for role, name in names.items() if name}
        inputs |= {role: self._input(role, self.item.inputs[role].name["vi"]) for role in self.unasked()}
        found = {"max": given["max"], "rule": {"kind": self.kind} | self.rule(), "inputs": inputs or None}
        return found | self.derivation()

    def unasked(self) -> list[str]:
        """The inputs that keep the name they have, since the form does not ask for it."""
        return []

    def derivation(self) -> dict[str, Any]:
        """Whether the value comes from several inputs; kinds that take fixed inputs derive nothing."""
        return {"derive": None}

    def roles(self) -> tuple[str, ...]:
        """The inputs that the rule will have."""
        return self.named

    def _input(self, role: str, name: str) -> dict[str, Any]:
        known = self.item.inputs.get(role)
        found: dict[str, Any] = {"name": words(name, known.name if known else None)}
        return found | ({"measure": known.measure} if known and known.measure else {})


_NAMES = {
    "value": _("What the value is"),
    "numerator": _("What the numerator counts"),
    "denominator": _("What the denominator counts"),
}


def words(vi: str, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The words in both languages; the English stays as it was where the Vietnamese did."""
    vi = " ".join(vi.split())
    return dict(known) if known and known["vi"] == vi else {"vi": vi, "en": vi}


class RowsForm(RuleForm):
    """A kind with a list: one row of fields for each entry, and some to spare."""

    def add_parameters(self) -> None:
        """The fields of each row."""
        known = self.known_rows()
        least = len(known) + _SPARE if known else 4
        asked = self.data.get("rows", "") if self.is_bound else ""
        self.count = min(max(least, int(asked) if asked.isdecimal() else 0), _MOST_ROWS)
        for at in range(self.count):
            for name, field in self.row_fields().items():
                self.fields[f"row_{at}_{name}"] = field
                self.initial[f"row_{at}_{name}"] = known[at][name] if at < len(known) else ""

    def row_fields(self) -> dict[str, forms.Field]:
        """The fields of one row by name."""
        raise NotImplementedError

    def known_rows(self) -> list[dict[str, str]]:
        """The rows of the rule there is."""
        raise NotImplementedError

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields row by row."""
        names = list(self.row_fields())
        return [[self[f"row_{at}_{name}"] for name in names] for at in range(self.count)]

    def filled(self) -> list[dict[str, Any]]:
        """The rows in which everything was filled in, in order; call it when the form is valid."""
        names = list(self.row_fields())
        rows = [{name: self.cleaned_data[f"row_{at}_{name}"] for name in names} for at in range(self.count)]
        return [row for row in rows if all(value not in ("", None) for value in row.values())]

    def clean(self) -> dict[str, Any]:
        """A row is filled in whole or left empty; at least one is filled in."""
        given = super().clean() or {}
        some = False
        for at in range(self.count):
            values = {name: given.get(f"row_{at}_{name}") for name in self.row_fields()}
            empty = [name for name, value in values.items() if value in ("", None)]
            some = some or len(empty) < len(values)
            for name in empty if len(empty) < len(values) else ():
                if f"row_{at}_{name}" not in self.errors:
                    self.add_error(f"row_{at}_{name}", _("Fill in the whole row, or leave all of it empty."))
        if not some:
            self.add_error(None, _("Fill in at least one row."))
        return given


class AnswerForm(RuleForm):
    """What kinds share whose value is an answer: the rule itself says what may be answered."""

    @override
    def unasked(self) -> list[str]:
        return [role for role in ("value",) if role in self.item.inputs]


class YesNoForm(AnswerForm):
    """Yes: all points; no: none."""

    kind, title = "yes_no", _("Yes or no")


class OptionsForm(RowsForm):
    """What options and parts share: a name and a share of the maximum for each."""

    key: ClassVar[str]

    @override
    def row_fields(self) -> dict[str, forms.Field]:
        return {
            "name": forms.CharField(label=_("Content"), max_length=500, required=False),
            "share": ShareField(label=_("Share of the maximum, such as 1/2 or 0,5"), required=False),
        }

    @override
    def known_rows(self) -> list[dict[str, str]]:
        listed = getattr(self.known, self.key) if self.known else ()
        return [{"name": one.name["vi"], "share": share_text(one.share)} for one in listed]

    @override
    def rule(self) -> dict[str, Any]:
        known = {one.name["vi"]: one for one in (getattr(self.known, self.key) if self.known else ())}
        taken = {one.code for one in known.values()}
        fresh = (code for code in map(str, range(1, 1000)) if code not in taken)
        rows = []
        for row in self.filled():
            name = " ".join(row["name"].split())
            before = known.pop(name, None)
            code = before.code if before else next(fresh)
            rows.append({"code": code, "name": words(name, before.name if before else None), "share": row["share"]})
        return {self.key: rows}


class ChoiceForm(OptionsForm, AnswerForm):
    """One of several answers."""

    kind, title, key = "choice", _("One of several"), "options"


class PartsForm(OptionsForm):
    """Several things, each done or not; their shares add up to the whole."""

    kind, title, key = "parts", _("Several parts, added up"), "parts"


class FractionForm(RuleForm):
    """What ratio and complement share."""

    named = ("numerator", "denominator")

    @override
    def add_parameters(self) -> None:
        choices = {"missing": _("not known"), "full": _("all points"), "zero": _("0 points")}
        self.fields["when_empty"] = forms.ChoiceField(
            label=_("A denominator of 0 means"), choices=list(choices.items())
        )
        self.initial["when_empty"] = self.known.when_empty if self.known else "missing"

    @override
    def rule(self) -> dict[str, Any]:
        empty = self.cleaned_data["when_empty"]
        return {} if empty == "missing" else {"when_empty": empty}


class RatioForm(FractionForm):
    """Points by the share of what went well."""

    kind, title = "ratio", _("Ratio a/b × maximum")


class ComplementForm(FractionForm):
    """Points by the share of what did not go wrong."""

    kind, title = "complement", _("Complement (b − a)/b × maximum")


class ValueForm(RuleForm):
    """What kinds of one value share: it is typed, or is a quotient of two inputs."""

    named = ("value", "numerator", "denominator")

    def add_taken(self) -> None:
        """How the value comes about; a derivation that the form cannot say stays as it is."""
        choices = [
            ("", _("typed as one number")),
            ("percent", _("numerator ÷ denominator × 100 (%)")),
            ("quotient", _("numerator ÷ denominator")),
        ]
        derive = self.item.derive
        first = ""
        if isinstance(derive, Quotient) and derive.times in (1, 100):
            first = "percent" if derive.times == 100 else "quotient"
        elif derive:
            first = "kept"
            choices.append(("kept", _("as the YAML file says")))
        self.fields["taken"] = forms.ChoiceField(label=_("The value is"), choices=choices, required=False)
        self.initial["taken"] = first

    @override
    def roles(self) -> tuple[str, ...]:
        taken = self.cleaned_data["taken"]
        if taken == "kept":
            return tuple(role for role in self.named if role in self.item.roles)
        return ("numerator", "denominator") if taken else ("value",)

    @override
    def changes(self) -> dict[str, Any]:
        found = super().changes()
        if self.cleaned_data["taken"] == "kept":
            del found["derive"]
            found.pop("inputs")
        return found

    @override
    def derivation(self) -> dict[str, Any]:
        times = {"percent": 100, "quotient": 1}.get(self.cleaned_data["taken"])
        return {"derive": None if times is None else {"kind": "quotient"} | ({"times": 100} if times == 100 else {})}
