"""Finding tasks in the list, and keeping the filter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.programme.models import Agreement, Content, Task
from donghanh.web.programme.querysets.sight import visible_agreements
from donghanh.web.programme.standing import Light, Standing
from donghanh.web.ui.fields import DayField


class _Named(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        name = obj.title if isinstance(obj, Agreement) else str(obj)
        return name if len(name) <= 80 else name[:79] + "…"


class TaskFilter(forms.Form):
    """Which tasks the list shows."""

    SHOWN = (
        ("", _("all")),
        ("open", _("still owed")),
        ("mine", _("of my organisation")),
        ("me", _("given to me")),
        ("overdue", _("overdue")),
        ("waiting", _("waiting for verification")),
    )
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    show = forms.ChoiceField(label=_("Show"), choices=SHOWN, required=False)
    state = forms.ChoiceField(label=_("State"), choices=[("", _("any")), *Standing.choices], required=False)
    agreement = _Named(
        label=_("Agreement"),
        queryset=Agreement.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("any"),
    )
    unit = _Named(
        label=_("Lead"),
        queryset=Organisation.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("any"),
    )
    light = forms.ChoiceField(label=_("Light"), choices=[("", _("any")), *Light.choices], required=False)
    due_from = DayField(label=_("Due from"), required=False)
    due_to = DayField(label=_("Due until"), required=False)
    content = _Named(label=_("Content"), queryset=Content.objects.none(), required=False, empty_label=_("any"))
    officer = _Named(
        label=_("Officer in charge"), queryset=User.objects.none(), required=False, empty_label=_("anybody")
    )
    project = forms.ModelChoiceField(queryset=Task.objects.all(), required=False, widget=forms.HiddenInput)

    MORE = ("light", "due_from", "due_to", "content", "officer", "project")
    """Folded away until one of them is used."""

    def __init__(self, user: User, data: Any) -> None:
        super().__init__(data)
        self.fields["agreement"].queryset = visible_agreements(user).order_by("title").only("code", "title")
        # Four thousand communes would make a page of their own: a commune is listed when a link names it; whoever
        # looks for one types its name into the search.
        offices = [Organisation.Kind.STANDING_OFFICE, Organisation.Kind.DEPARTMENT]
        if user.role != Role.PARTNER:
            offices.append(Organisation.Kind.PARTNER)
        listed = Q(kind__in=offices) | Q(pk=user.organisation_id) | Q(code=data.get("unit") or "")
        self.fields["unit"].queryset = Organisation.objects.filter(listed)
        self.fields["officer"].queryset = User.objects.filter(organisation=user.organisation_id, is_active=True)
        if code := data.get("agreement"):
            self.fields["content"].queryset = Content.objects.filter(
                agreement__code=code, agreement__in=visible_agreements(user)
            )
        else:
            del self.fields["content"]

    @property
    def uses_more(self) -> bool:
        """One of the folded fields narrows the list."""
        return any(self.data.get(name) for name in self.MORE)

    @property
    def more(self) -> list[forms.BoundField]:
        """The folded fields, as they are drawn."""
        return [self[name] for name in self.MORE if name in self.fields and name != "project"]


class UnitFilter(forms.Form):
    """Which organisations the list shows."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("any")), *Organisation.Kind.choices], required=False)


class PromiseFilter(forms.Form):
    """Which promises a partner's page shows."""

    SIDES = (("", _("both sides")), ("partner", _("partner's side")), ("province", _("province's side")))
    agreement = forms.ChoiceField(label=_("Agreement"), required=False)
    side = forms.ChoiceField(label=_("Promised by"), choices=SIDES, required=False)
    differs = forms.BooleanField(label=_("only where the two sides differ"), required=False)

    def __init__(self, agreements: list[Agreement], data: Any) -> None:
        super().__init__(data)
        self.fields["agreement"].choices = [("", _("any")), *((one.code, one.title[:80]) for one in agreements)]
