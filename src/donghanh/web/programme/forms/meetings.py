"""Planning meetings, inviting, writing minutes and conclusions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.programme.actions.governance.arrange_agenda import Point
from donghanh.web.programme.actions.governance.plan_meeting import MeetingFacts
from donghanh.web.programme.actions.governance.write_conclusion import ConclusionFacts
from donghanh.web.programme.models import (
    AgendaItem,
    Agreement,
    Attendance,
    Body,
    Conclusion,
    Meeting,
    Membership,
)
from donghanh.web.programme.querysets.governance import agreements_steered, invitable
from donghanh.web.ui.fields import DayField, lines


class HourField(forms.TimeField):
    """An hour typed as 08:30; not the browser's own field, which may ask for AM and PM."""

    def __init__(self, **options: Any) -> None:
        hour = forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:30", "autocomplete": "off"})
        super().__init__(widget=hour, input_formats=["%H:%M", "%Hh%M", "%H.%M"], **options)


class MeetingForm(forms.Form):
    """When, where, about what."""

    title = forms.CharField(label=_("What it is about"), max_length=300)
    day = DayField(label=_("Day"))
    begins = HourField(label=_("Begins"))
    ends = HourField(label=_("Ends"))
    room = forms.CharField(label=_("Room"), max_length=300, required=False)
    link = forms.URLField(label=_("Link for those online"), max_length=500, required=False, assume_scheme="https")
    agreement = forms.ModelChoiceField(
        label=_("Agreement"), queryset=Agreement.objects.none(), required=False, empty_label=_("several or none")
    )
    chair = forms.ModelChoiceField(
        label=_("Chaired by"), queryset=Membership.objects.none(), required=False, empty_label=_("to be named")
    )
    secretary = forms.ModelChoiceField(label=_("Minutes taken by"), queryset=User.objects.none())
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, body: Body, user: User, data: Any = None, meeting: Meeting | None = None) -> None:
        chair = body.memberships.filter(role=Membership.Role.CHAIR, until=None).first()
        first = {"chair": chair, "secretary": user.pk, "agreement": body.agreement_id}
        super().__init__(data, initial=_initial(meeting) if meeting else first)
        self.fields["agreement"].queryset = agreements_steered(body)
        self.fields["chair"].queryset = body.memberships.all()
        known = Q(role=Role.STANDING_OFFICE) | Q(memberships__body=body) | Q(pk=user.pk)
        if meeting:
            known |= Q(pk=meeting.secretary_id)
        self.fields["secretary"].queryset = User.objects.filter(known, is_active=True).distinct()

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning; a room or a link."""
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The end must be after the beginning."))
        if not cleaned.get("room") and not cleaned.get("link") and "link" not in self.errors:
            self.add_error("room", _("Give the room, or the link if the meeting is online."))
        return cleaned

    def facts(self) -> MeetingFacts:
        """The form as the actions take it, in Vietnamese time."""
        given = self.cleaned_data
        starts, ends = (_instant(given["day"], given[hour]) for hour in ("begins", "ends"))
        kept = ("title", "room", "link", "agreement", "chair", "secretary")
        return MeetingFacts(starts_at=starts, ends_at=ends, **{name: given[name] for name in kept})


def _instant(day: Any, hour: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _initial(meeting: Meeting) -> dict[str, Any]:
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    kept = {name: getattr(meeting, name) for name in ("title", "room", "link", "version")}
    links = {name: getattr(meeting, f"{name}_id") for name in ("agreement", "chair", "secretary")}
    return {**kept, **links, "day": start.date(), "begins": start.time(), "ends": end.time()}


class PointRow(forms.Form):
    """A point of the agenda."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Point"), max_length=500)
    minutes_given = forms.IntegerField(label=_("Length in minutes"), required=False, min_value=1, max_value=600)
    presenter = forms.CharField(label=_("Presented by"), max_length=200, required=False)


PointRows = forms.formset_factory(PointRow, extra=2, max_num=60, validate_max=True, can_order=True, can_delete=True)


def points(rows: Any) -> list[Point]:
    """The rows as the action takes them: in the order typed, those marked for removal and empty ones left out."""
    kept = [row.cleaned_data for row in rows.forms if row.has_changed() or row.initial]
    kept = [one for one in kept if one.get("title") and not one.get("DELETE")]
    kept.sort(key=lambda one: one["ORDER"] if one.get("ORDER") is not None else 10_000)
    return [Point(one["title"], one["minutes_given"], one["presenter"], one["pk"]) for one in kept]


class InviteForm(forms.Form):
    """Somebody more to invite: an account, a name, or an organisation that chooses whom it sends."""

    user = forms.ModelChoiceField(
        label=_("Account"), queryset=User.objects.none(), required=False, empty_label=_("none")
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), required=False, empty_label=_("none")
    )
    name = forms.CharField(label=_("Full name"), max_length=120, required=False)
    position = forms.CharField(label=_("Position"), max_length=200, required=False)

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        super().__init__(data)
        offices = invitable(meeting.body)
        self.fields["organisation"].queryset = offices
        self.fields["user"].queryset = User.objects.filter(is_active=True, organisation__in=offices)


class AnswerForm(forms.Form):
    """The answer of somebody invited."""

    answer = forms.ChoiceField(
        label=_("Reply"), choices=[one for one in Attendance.Answer.choices if one[0] != Attendance.Answer.NONE]
    )
    note = forms.CharField(label=_("Remark, or who comes instead"), max_length=300, required=False)


class MinutesForm(forms.Form):
    """Who came, and the course of the meeting."""

    number = forms.CharField(
        label=_("Number of the minutes"), max_length=100, required=False, help_text=_("May be entered later")
    )
    present = forms.MultipleChoiceField(label=_("Present"), required=False, widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(label=_("Course of the meeting"), max_length=40_000, widget=lines(14))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        rows = list(meeting.attendances.select_related("organisation"))
        coming = (Attendance.Answer.COMES, Attendance.Answer.ONLINE, Attendance.Answer.SENDS)
        chair = meeting.chair.name if meeting.chair else None
        came = [
            one.pk
            for one in rows
            if one.was_present or (one.was_present is None and (one.answer in coming or one.name == chair))
        ]
        first = {"number": meeting.minutes_number, "text": meeting.minutes, "present": came, "version": meeting.version}
        super().__init__(data, initial=first)
        self.fields["present"].choices = [(one.pk, _named(one)) for one in rows]

    def clean_present(self) -> list[int]:
        """As keys."""
        return [int(one) for one in self.cleaned_data["present"]]


def _named(one: Attendance) -> str:
    office = f" ({one.organisation})" if one.organisation and one.organisation.name != one.name else ""
    return f"{one.name}{office}" + (f": {one.answer_note}" if one.answer == Attendance.Answer.SENDS else "")


class ConclusionForm(forms.Form):
    """What the chair concluded."""

    text = forms.CharField(label=_("Conclusion"), max_length=4000, widget=lines(3))
    lead = forms.ModelChoiceField(
        label=_("Given to"), queryset=Organisation.objects.none(), required=False, empty_label=_("nobody in particular")
    )
    due_on = DayField(label=_("Due on"), required=False)
    item = forms.ModelChoiceField(
        label=_("Point of the agenda"), queryset=AgendaItem.objects.none(), required=False, empty_label=_("none")
    )
    needs_task = forms.BooleanField(label=_("Must become a task"), required=False, initial=True)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, meeting: Meeting, data: Any = None, conclusion: Conclusion | None = None) -> None:
        first: dict[str, Any] = {}
        if conclusion:
            first = {name: getattr(conclusion, name) for name in self.base_fields if name != "version"}
            first["version"] = meeting.version
        super().__init__(data, initial=first)
        self.fields["lead"].queryset = invitable(meeting.body)
        self.fields["item"].queryset = meeting.agenda.all()

    def facts(self) -> ConclusionFacts:
        """The form as the actions take it."""
        return ConclusionFacts(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class NoticeForm(forms.Form):
    """Number and date of the notice of conclusions."""

    number = forms.CharField(label=_("Number of the notice"), max_length=100)
    on = DayField(label=_("Date of issue"))


class _BodyChoice(forms.ModelChoiceField):
    """Bodies of several agreements often have the same name."""

    def label_from_instance(self, body: Body) -> str:
        return f"{body.name} ({body.agreement.title})" if body.agreement else body.name


class MeetingFilter(forms.Form):
    """Which meetings the list shows."""

    WHEN = (
        ("", _("all")),
        ("ahead", _("to come")),
        ("mine", _("mine, to come")),
        ("idle", _("with conclusions without a task")),
    )
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    when = forms.ChoiceField(label=_("Show"), choices=WHEN, required=False)
    state = forms.ChoiceField(label=_("State"), choices=[("", _("any")), *Meeting.State.choices], required=False)
    body = _BodyChoice(label=_("Body"), queryset=Body.objects.none(), required=False, empty_label=_("any"))
    agreement = forms.SlugField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, bodies: Any) -> None:
        super().__init__(data)
        self.fields["body"].queryset = bodies.select_related("agreement")
