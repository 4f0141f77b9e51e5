"""Meetings of a body: what was called, said, concluded, and the tasks that came of it."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models.agreement import Agreement
from donghanh.web.programme.models.body import Body, Membership
from donghanh.web.programme.models.folded import FoldedText
from donghanh.web.programme.models.paper import Paper
from donghanh.web.programme.models.request import Request
from donghanh.web.programme.models.task import Task


def stored_name(paper: MeetingPaper, name: str) -> str:
    """Where the file lies: a name of our own, so that nothing a person typed becomes a path."""
    return f"meetings/{uuid4().hex}.{name.rpartition('.')[2].lower()}"


class Meeting(models.Model):
    """One meeting, in a room, online, or both."""

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", _("planned")
        CALLED = "called", _("invitations sent")
        HELD = "held", _("held")
        CONCLUDED = "concluded", _("conclusions issued")
        CANCELLED = "cancelled", _("cancelled")

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name=_("body"))
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("agreement")
    )
    """The agreement it is about; None where it is about several."""
    title = models.CharField(_("title"), max_length=300)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    room = models.CharField(_("room"), max_length=300, blank=True)
    link = models.URLField(_("link for those online"), max_length=500, blank=True)
    chair = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chaired by")
    )
    secretary = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("minutes taken by"),
    )
    """None for a meeting of long ago whose source does not say."""
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    """Of the calendar entry: a changed invitation replaces the earlier one."""
    sequence = models.PositiveIntegerField(default=0, editable=False)
    """Goes up with every change that the invited must hear of."""
    minutes = models.TextField(_("course of the meeting"), blank=True)
    minutes_number = models.CharField(_("number of the minutes"), max_length=100, blank=True)
    notice_number = models.CharField(_("number of the notice of conclusions"), max_length=100, blank=True)
    notice_on = models.DateField(_("notice issued on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    reason = models.TextField(_("reason"), blank=True)
    """Why it was cancelled."""
    search_text = FoldedText(of=("title", "room", "minutes", "minutes_number", "notice_number"))

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("meeting")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The meeting's page."""
        return reverse("programme:meeting", args=[self.pk])


class AgendaItem(models.Model):
    """A point of the agenda; one that came from an open item keeps the link."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("point"), max_length=500)
    minutes_given = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    presenter = models.CharField(_("presented by"), max_length=200, blank=True)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, blank=True, related_name="agenda_items")
    request = models.ForeignKey(Request, models.SET_NULL, null=True, blank=True, related_name="agenda_items")

    class Meta:
        ordering = ["meeting", "position", "pk"]
        verbose_name = _("point of the agenda")

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


class MeetingPaper(Paper):
    """A paper laid before the meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200, blank=True)

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name = _("meeting paper")


class Attendance(models.Model):
    """Who was invited, what they answered, and whether they came."""

    class Answer(models.TextChoices):
        """To the invitation."""

        NONE = "none", _("no answer")
        COMES = "comes", _("comes")
        ONLINE = "online", _("joins online")
        SENDS = "sends", _("sends somebody")
        DECLINES = "declines", _("cannot come")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    name = models.CharField(_("full name"), max_length=120)
    position = models.CharField(_("position"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.NONE)
    answer_note = models.CharField(_("remark"), max_length=300, blank=True)
    was_present = models.BooleanField(_("present"), null=True, blank=True)
    """None until the minutes are taken."""

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name = _("attendance")

    def __str__(self) -> str:
        return self.name


class Conclusion(models.Model):
    """What the chair concluded; becomes one or more tasks, or is settled without."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="conclusions")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("conclusion"))
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="conclusions")
    lead = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("given to")
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    tasks = models.ManyToManyField(Task, blank=True, related_name="conclusions", verbose_name=_("tasks"))
    needs_task = models.BooleanField(_("must become a task"), default=True)

    class Meta:
        ordering = ["meeting", "number"]
        verbose_name = _("conclusion")
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="conclusion_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:120]}"
