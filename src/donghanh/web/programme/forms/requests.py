"""Raising, answering, following and finding requests."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.requests.raise_request import RequestFacts
from donghanh.web.programme.models import Agreement, Commitment, Request, RequestAnswer, Task
from donghanh.web.programme.permissions.requests import is_standing_office
from donghanh.web.programme.querysets.requests import linkable_tasks, possible_addressees
from donghanh.web.ui.fields import DayField, lines


class _CommitmentChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Commitment) -> str:
        return f"{obj.number}. {obj.text[:90]}{'…' if len(obj.text) > 90 else ''}"


class RequestForm(forms.Form):
    """A new request of one agreement; the standing office may write for others and to authorities outside."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Request.Kind.choices)
    title = forms.CharField(
        label=_("What is asked, in short"), max_length=300, help_text=_("One line, as it will stand in the lists")
    )
    text = forms.CharField(label=_("What is asked, and why"), max_length=4000, widget=lines(5))
    asked_by = forms.ModelChoiceField(label=_("Asking side"), queryset=Organisation.objects.none(), required=False)
    addressed_to = forms.ModelChoiceField(
        label=_("Addressed to"), queryset=Organisation.objects.none(), required=False, empty_label=_("choose")
    )
    addressee_outside = forms.CharField(
        label=_("or an authority outside the agreement"),
        max_length=200,
        required=False,
        help_text=_("A ministry, say; the standing office then enters its answer"),
    )
    due_on = DayField(label=_("Answer due on"))
    commitment = _CommitmentChoice(
        label=_("About the commitment"), queryset=Commitment.objects.none(), required=False, empty_label=_("none")
    )

    def __init__(self, agreement: Agreement, user: User, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        known = possible_addressees(agreement)
        self.fields["addressed_to"].queryset = known.exclude(pk=user.organisation_id)
        self.fields["commitment"].queryset = agreement.commitments.filter(withdrawn_by=None).order_by("number")
        self.user = user
        if is_standing_office.test(user):
            own = Organisation.objects.filter(pk=user.organisation_id)
            self.fields["addressed_to"].queryset = known
            self.fields["asked_by"].queryset = (known | own).distinct()
            self.fields["asked_by"].initial = user.organisation_id
            self.fields["asked_by"].empty_label = None
        else:
            del self.fields["asked_by"], self.fields["addressee_outside"]

    def clean(self) -> dict[str, Any]:
        """Exactly one addressee."""
        cleaned = super().clean() or {}
        outside = (cleaned.get("addressee_outside") or "").strip()
        if "addressed_to" not in self.errors and (cleaned.get("addressed_to") is None) == (not outside):
            both = _("Choose an addressee from the list or write one outside it, not both.")
            self.add_error("addressed_to", both if outside else _("Choose whom the request is addressed to."))
        return cleaned

    def facts(self) -> RequestFacts:
        """The request as the action takes it."""
        given = {name: self.cleaned_data[name] for name in RequestFacts.__dataclass_fields__ if name in self.fields}
        return RequestFacts(**given)


class AnswerForm(forms.Form):
    """What the addressee says."""

    verdict = forms.ChoiceField(label=_("What the answer says"), choices=RequestAnswer.Verdict.choices)
    text = forms.CharField(label=_("Words of the answer"), max_length=4000, widget=lines(5))


class RepeatForm(forms.Form):
    """Why the answer is not enough, and until when another is due."""

    reason = forms.CharField(label=_("What is still missing"), max_length=2000, widget=lines(3))
    due_on = DayField(label=_("New answer due on"))


class LinkForm(forms.Form):
    """The tasks it led to, by their codes."""

    codes = forms.CharField(
        label=_("Codes of the tasks"),
        required=False,
        max_length=500,
        help_text=_("As the task list shows them, with commas between: 2.1, 3.4. Empty: none"),
    )

    def __init__(self, request: Request, data: Any = None) -> None:
        super().__init__(data, initial={"codes": ", ".join(one.code for one in request.tasks.all())})
        self.request = request

    def clean_codes(self) -> list[Task]:
        """The tasks; an unknown code is named."""
        wanted = [one for one in re.split(r"[,;\s]+", self.cleaned_data["codes"]) if one]
        found = {one.code: one for one in linkable_tasks(self.request).filter(code__in=wanted)}
        if unknown := [one for one in wanted if one not in found]:
            said = _("The agreement has no task with the code “%(code)s”.")
            raise forms.ValidationError(said, params={"code": unknown[0]})
        return [found[one] for one in dict.fromkeys(wanted)]


class RequestFilter(forms.Form):
    """Which requests the list shows."""

    SHOWN = (
        ("", _("all")),
        ("to-answer", _("for me to answer")),
        ("to-follow", _("answered, for me to judge")),
        ("ours", _("made by my organisation")),
        ("to-us", _("addressed to my organisation")),
        ("province", _("waiting for the province")),
        ("overdue", _("answer overdue")),
    )
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    show = forms.ChoiceField(label=_("Show"), choices=SHOWN, required=False)
    state = forms.ChoiceField(label=_("State"), choices=[("", _("any")), *Request.State.choices], required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("any")), *Request.Kind.choices], required=False)
    agreement = forms.SlugField(required=False, widget=forms.HiddenInput)
