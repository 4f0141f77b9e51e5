"""Who steers an agreement, and who took part."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from donghanh.web.programme.models.agreement import Agreement


class Body(models.Model):
    """A committee, board or team set up for the agreement."""

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

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="bodies")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=300)
    head = models.CharField(_("head"), max_length=120, blank=True)
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("body")

    def __str__(self) -> str:
        return self.name


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
