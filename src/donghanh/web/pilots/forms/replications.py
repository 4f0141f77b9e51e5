"""Forms of a replication: what makes a place ready, and the tasks of a wave."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from donghanh.web.pilots.forms.pilots import indicator_choices
from donghanh.web.pilots.models import Pilot, Replication
from donghanh.web.pilots.replicating import ItemFacts
from donghanh.web.ui.fields import DayField

ITEMS = 6
BETTER = [("high", _("much of it is better")), ("low", _("little of it is better"))]


class ItemRow(forms.Form):
    """One item; a row without an indicator is none."""

    indicator_code = forms.ChoiceField(label=_("Indicator"), required=False)
    better = forms.ChoiceField(label=_("Which way"), choices=BETTER)
    weight = forms.DecimalField(
        label=_("Weight"), required=False, initial=1, min_value=0, max_digits=6, decimal_places=2, localize=True
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator_code"].choices = choices


class RankingForm(forms.Form):
    """Items and the sizes of the waves."""

    waves = forms.CharField(
        label=_("Places in each wave"),
        max_length=60,
        initial="10, 20",
        help_text=_("Such as 10, 20: ten places first, then twenty; all others come later"),
    )

    def __init__(self, data: Any = None, plan: Replication | None = None) -> None:
        first = {"waves": ", ".join(map(str, plan.waves))} if plan else None
        super().__init__(data, initial=first)
        items = plan.items if plan else []
        known = [
            {"indicator_code": one["indicator"], "better": one["better"], "weight": one["weight"]} for one in items
        ]
        choices = indicator_choices()
        self.rows = [
            ItemRow(data, prefix=f"item-{n}", initial=known[n] if n < len(known) else None, choices=choices)
            for n in range(max(ITEMS, len(known)))
        ]

    def is_valid(self) -> bool:
        """The form and all its rows hold."""
        return super().is_valid() & all(one.is_valid() for one in self.rows)

    def clean_waves(self) -> list[int]:
        """The sizes as numbers."""
        typed = self.cleaned_data["waves"]
        sizes = [int(one) for one in re.findall(r"\d+", typed)]
        if not re.fullmatch(r"[\d\s,;]+", typed) or not sizes or 0 in sizes or max(sizes) > 10_000:
            raise forms.ValidationError(_("Write how many places each wave has, such as 10, 20."))
        return sizes

    def items(self) -> list[ItemFacts]:
        """The rows that name an indicator."""
        told = [one.cleaned_data for one in self.rows if one.cleaned_data.get("indicator_code")]
        return [ItemFacts(one["indicator_code"], one["better"], float(one["weight"] or 0)) for one in told]


class WaveForm(forms.Form):
    """The task every place of a wave gets."""

    wave = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = forms.CharField(label=_("Task"), max_length=240, help_text=_("The name of the place is put behind it"))
    product = forms.CharField(label=_("Product"), max_length=300)
    starts_on = DayField(label=_("Starts on"), required=False)
    due_on = DayField(label=_("Due on"))

    def __init__(self, pilot: Pilot, data: Any = None, wave: int | None = None) -> None:
        super().__init__(data, initial={"wave": wave, "title": pilot.title[:240]}, auto_id=f"id_{wave or 0}_%s")
