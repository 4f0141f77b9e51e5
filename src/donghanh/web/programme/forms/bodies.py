"""Setting up and changing bodies, their decisions and their members."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.governance.set_up_body import BodyFacts
from donghanh.web.programme.forms.tasks import EvidenceRow
from donghanh.web.programme.models import Agreement, Body, BodyDecision, Membership
from donghanh.web.programme.querysets.governance import possible_parents
from donghanh.web.ui.fields import DayField, lines


def provinces() -> Any:
    """The organisations on the province's side of agreements; before the first agreement every authority."""
    signing = Organisation.objects.filter(agreements_as_province__isnull=False).distinct()
    return signing if signing.exists() else Organisation.objects.filter(kind=Organisation.Kind.PROVINCE)


class BodyForm(forms.Form):
    """What a body is. Whose it is can be chosen only while it is set up."""

    whose = forms.ChoiceField(label=_("What it steers"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Body.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=300)
    parent = forms.ModelChoiceField(
        label=_("Body above"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("none"),
        help_text=_("Reports to it; what stays overdue is put before it"),
    )
    departments = forms.ModelMultipleChoiceField(
        label=_("Departments it works with"),
        queryset=Organisation.objects.filter(kind__in=("standing_office", "department", "commune", "province")),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    duties = forms.CharField(label=_("Duties"), max_length=4000, required=False, widget=lines(4))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, body: Body | None = None) -> None:
        super().__init__(data, initial=_initial(body) if body else None)
        self.body = body
        if body:
            del self.fields["whose"]
            self.fields["parent"].queryset = possible_parents(body)
        else:
            own = [(f"p:{one.pk}", _("%(name)s: all its agreements") % {"name": one.name}) for one in provinces()]
            agreements = [(f"a:{one.pk}", one.title) for one in Agreement.objects.all()]
            self.fields["whose"].choices = [("", _("choose")), *own, *agreements]
            self.fields["parent"].queryset = Body.objects.filter(dissolved_on=None)
            del self.fields["version"]

    def facts(self) -> BodyFacts:
        """The form as the actions take it."""
        given = dict(self.cleaned_data)
        given.pop("version", None)
        kind, _colon, pk = given.pop("whose", "").partition(":")
        return BodyFacts(
            agreement=Agreement.objects.get(pk=pk) if kind == "a" else None,
            province=Organisation.objects.get(pk=pk) if kind == "p" else None,
            **given | {"departments": list(given["departments"])},
        )


def _initial(body: Body) -> dict[str, Any]:
    return {
        "kind": body.kind,
        "name": body.name,
        "parent": body.parent_id,
        "departments": body.departments.all(),
        "duties": body.duties,
        "version": body.version,
    }


class DecisionForm(EvidenceRow):
    """A decision about a body."""

    act = forms.ChoiceField(label=_("What it does"), choices=BodyDecision.Act.choices)


class DecisionRow(EvidenceRow):
    """The decision that sets a body up or dissolves it; may be entered later, then all fields stay empty."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, prefix="decision", empty_permitted=True, use_required_attribute=False)


class DissolveForm(forms.Form):
    """The end of a body."""

    on = DayField(label=_("Does not exist from"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=lines(2))


class MemberForm(forms.Form):
    """A new member: somebody with an account, or anybody by name."""

    user = forms.ModelChoiceField(
        label=_("Account"), queryset=User.objects.none(), required=False, empty_label=_("no account; enter the name")
    )
    name = forms.CharField(label=_("Full name"), max_length=120, required=False)
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.all(), required=False, empty_label=_("as of the account")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices, initial=Membership.Role.MEMBER)
    since = DayField(label=_("Since"))
    decision = forms.ModelChoiceField(
        label=_("By the decision"), queryset=BodyDecision.objects.none(), required=False, empty_label=_("none")
    )

    def __init__(self, body: Body, data: Any = None) -> None:
        super().__init__(data)
        self.fields["user"].queryset = User.objects.filter(is_active=True).select_related("organisation")
        self.fields["decision"].queryset = body.decisions.all()

    def clean(self) -> dict[str, Any]:
        """An account or a name."""
        cleaned = super().clean() or {}
        if not cleaned.get("user") and not cleaned.get("name"):
            self.add_error("name", _("Choose an account or enter the name."))
        return cleaned


class RoleForm(forms.Form):
    """Another role from a day on."""

    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
    since = DayField(label=_("Since"))


class LeaveForm(forms.Form):
    """The last day of a member."""

    until = DayField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


class DayForm(forms.Form):
    """The day a page is about."""

    ngay = DayField(label=_("As of"), required=False)
