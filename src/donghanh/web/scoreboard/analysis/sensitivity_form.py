"""The form of a sensitivity analysis; its answers stand in the address, so that a result can be had again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from donghanh.indices.variants import Uncertainty

RULES = (("min_max", _("distance between lowest and highest")), ("z_score", _("z-score")), ("rank", _("rank")))
MEANS = (("arithmetic", _("arithmetic mean")), ("geometric", _("geometric mean")), ("harmonic", _("harmonic mean")))
MISSING = (
    ("zero", _("no points")),
    ("exclude", _("left out of points and maximum")),
    ("mean", _("the mean of the others")),
    ("median", _("the median of the others")),
)


def _choices(label: Any, options: Iterable[tuple[str, Any]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(options), required=False, widget=forms.CheckboxSelectMultiple
    )


class SensitivityForm(forms.Form):
    """What could have been chosen otherwise, how often it is drawn, and by which seed."""

    weights = forms.FloatField(
        label=_("Weights may differ by ± %"),
        min_value=0,
        max_value=99,
        help_text=_("20: every weight from 0.8 to 1.2 of it."),
    )
    draws = forms.IntegerField(label=_("Number of draws"), min_value=1, max_value=10_000)
    seed = forms.IntegerField(
        label=_("Seed"), min_value=0, max_value=2**31 - 1, help_text=_("The same seed gives the same numbers.")
    )
    rules = _choices(_("Other ways to normalise"), RULES)
    means = _choices(_("Other ways to aggregate"), MEANS)
    missing = _choices(_("Other treatment of missing values"), MISSING)

    first = {"weights": 20, "draws": 1000, "seed": 1}
    """What the page begins with."""

    def clean(self) -> dict[str, Any]:
        """At least one choice that can move a rank."""
        given = super().clean() or {}
        if not self.errors and not any(given[name] for name in ("weights", "rules", "means", "missing")):
            raise ValidationError(_("Let weights differ, or choose at least one alternative."))
        return given

    @property
    def uncertainty(self) -> Uncertainty:
        """What the engine varies; call it when the form is valid."""
        given = self.cleaned_data
        return Uncertainty(
            weights=given["weights"] / 100,
            rules=tuple(given["rules"]),
            means=tuple(given["means"]),
            missing=tuple(given["missing"]),
        )
