"""The form that says who fills an item in, who checks it, what measures it and which papers prove it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from donghanh.indices.definition import Edition, Item
from donghanh.web.organisations.models import Organisation
from donghanh.web.scoreboard.own_editions import above
from donghanh.web.scoreboard.querysets import indicators_known
from donghanh.web.scoreboard.rule_forms import words
from donghanh.web.ui.environment import said
from donghanh.web.ui.fields import lines


class PeopleForm(forms.Form):
    """Keys of an item that change no points."""

    owner = forms.ChoiceField(label=_("Filled in by"), required=False)
    verifier = forms.ChoiceField(label=_("Appraised by"), required=False)
    indicator = forms.ChoiceField(
        label=_("Measured by the indicator"),
        required=False,
        help_text=_("A measured item is not typed: its inputs come from the shared warehouse."),
    )
    feeds = forms.ChoiceField(label=_("Feeds the item above"), required=False)
    evidence = forms.CharField(
        label=_("Evidence"), required=False, max_length=4000, widget=lines(4), help_text=_("One paper a line.")
    )

    def __init__(self, edition: Edition, item: Item, data: Any = None) -> None:
        super().__init__(data)
        self.item = item
        offices = Organisation.objects.exclude(kind=Organisation.Kind.PARTNER)
        named = [(one.code, one.name) for one in offices]
        measured = [(one.code, said(dict(one.name))) for one in indicators_known()]
        upper = above(edition)
        fed = [(one.code, f"{one.number or one.code} {said(dict(one.name))}") for one in upper.items] if upper else []
        self._offer("owner", named, item.owner, _("the subject itself"))
        self._offer("verifier", named, item.verifier, _("the lead of the round"))
        self._offer("indicator", measured, item.indicator, _("typed, not measured"))
        self._offer("feeds", fed, item.feeds, _("none"))
        if not fed:
            del self.fields["feeds"]
        self.initial["evidence"] = "\n".join(one["vi"] for one in item.evidence)

    def _offer(self, name: str, choices: list[tuple[str, str]], known: str | None, nothing: Any) -> None:
        """What may be chosen, and what the file says even where the platform knows no such code."""
        strange = [(known, known)] if known and known not in dict(choices) else []
        self.fields[name].choices = [("", nothing), *choices, *strange]
        self.initial[name] = known or ""

    def changes(self) -> dict[str, Any]:
        """What the action takes; call it when the form is valid."""
        given = self.cleaned_data
        known = {one["vi"]: one for one in self.item.evidence}
        papers = [" ".join(line.split()) for line in given["evidence"].splitlines()]
        listed = [words(paper, known.get(paper)) for paper in papers if paper]
        codes = ("owner", "verifier", "indicator", "feeds")
        found: dict[str, Any] = {name: given[name] or None for name in codes if name in given}
        return found | {"evidence": listed or None}
