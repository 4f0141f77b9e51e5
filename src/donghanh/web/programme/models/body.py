"""Who steers an agreement, by which decision, and who took part."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models.agreement import Agreement
from donghanh.web.programme.models.paper import Paper


def stored_name(decision: BodyDecision, name: str) -> str:
    """Where the file lies: a name of our own, so that nothing a person typed becomes a path."""
    return f"decisions/{uuid4().hex}.{name.rpartition('.')[2].lower()}"


class Body(models.Model):
    """A committee, board or team; set up for one agreement, or by the province for all of them."""

    class Kind(models.TextChoices):
        """What sort of body; the reader's codes."""

        STEERING_COMMITTEE = "steering_committee", _("steering committee")
        OPERATING_BOARD = "operating_board", _("operating board")
        SECRETARIAT = "secretariat", _("secretariat")
        WORKING_GROUP = "working_group", _("working group")
        COORDINATION_TEAM = "coordination_team", _("coordination team")
        SUBCOMMITTEE = "subcommittee", _("subcommittee")
        ADVISORY_GROUP = "advisory_group", _("advisory group")
        FOCAL_UNIT = "focal_unit", _("focal organisation")
        COMMUNITY_TEAM = "community_team", _("community team")

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, null=True, blank=True, related_name="bodies", verbose_name=_("agreement")
    )
    """None: it steers all agreements of its province."""
    province = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="bodies", verbose_name=_("province")
    )
    """Whose body it is where no agreement says so."""
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("body above")
    )
    """The body it reports to; what stays overdue is put before that one."""
    departments = models.ManyToManyField(
        Organisation, blank=True, related_name="paired_bodies", verbose_name=_("paired with")
    )
    """The departments a sub-committee works with."""
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=300)
    head = models.CharField(_("head"), max_length=120, blank=True)
    """As the document names it; members with roles over time are :class:`Membership`."""
    duties = models.TextField(_("duties"), blank=True)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    """Goes up with every change of its facts; an editor says which version was read."""
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("body")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreement__isnull=False) | models.Q(province__isnull=False), name="body_of_somebody"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The body's page."""
        return reverse("programme:body", args=[self.pk])


class BodyDecision(Paper):
    """The paper that set a body up, changed its members or dissolved it."""

    class Act(models.TextChoices):
        """What the decision does."""

        SET_UP = "set_up", _("sets up")
        CHANGES = "changes", _("changes")
        DISSOLVES = "dissolves", _("dissolves")

    body = models.ForeignKey(Body, models.CASCADE, related_name="decisions")
    act = models.CharField(_("what it does"), max_length=10, choices=Act, default=Act.SET_UP)
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200, blank=True)

    class Meta:
        ordering = ["body", "issued_on", "pk"]
        verbose_name = _("decision")


class Membership(models.Model):
    """A person in a body, in one role, from one day to another."""

    class Role(models.TextChoices):
        """The role in the body; in the order of rank."""

        CHAIR = "chair", _("chair of the body")
        STANDING_DEPUTY = "standing_deputy", _("standing deputy chair")
        DEPUTY = "deputy", _("deputy chair")
        SECRETARY = "secretary", _("secretary")
        MEMBER = "member", _("member")

    body = models.ForeignKey(Body, models.CASCADE, related_name="memberships")
    name = models.CharField(_("full name"), max_length=120)
    position = models.CharField(_("position"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("organisation")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    """The account, where the person has one: invitations reach it."""
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.MEMBER)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    """The last day; None while the person sits in it."""
    decision = models.ForeignKey(
        BodyDecision, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("decision")
    )

    class Meta:
        ordering = ["body", "since", "pk"]
        verbose_name = _("member")
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="membership_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"

    def holds(self, on: date) -> bool:
        """The person sits in the body on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


class Participant(models.Model):
    """A person the document names, in one role."""

    class Act(models.TextChoices):
        """What the person did; the reader's codes."""

        SIGNATORY = "signatory", _("signatory")
        SPEAKER = "speaker", _("speaker")
        CHAIR = "chair", _("chair")
        WITNESS = "witness", _("witness")
        PRESENT = "present", _("present")
        QUOTED = "quoted", _("quoted")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="participants")
    name = models.CharField(_("full name"), max_length=120)
    role = models.CharField(_("position"), max_length=200, blank=True)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    act = models.CharField(_("part taken"), max_length=10, choices=Act, default=Act.PRESENT)
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("participant")

    def __str__(self) -> str:
        return self.name
