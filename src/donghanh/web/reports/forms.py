"""The form that asks for a review."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from donghanh.web.reports.models import Review
from donghanh.web.ui.fields import DayField


class BuildForm(forms.Form):
    """What kind of review, and the day its figures are of."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Review.Kind)
    as_of = DayField(
        label=_("As of"),
        initial=timezone.localdate,
        help_text=_("The records are taken as they are now; nothing may have changed after this day."),
    )
    number = forms.CharField(
        label=_("Document number"),
        required=False,
        max_length=60,
        help_text=_("As the registry gave it, such as 125/BC-SKHCN; leave empty while it is a draft."),
    )
