"""What one side asks of the other (kiến nghị), the answer, and what came of it."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models.agreement import Agreement
from donghanh.web.programme.models.commitment import Commitment
from donghanh.web.programme.models.folded import FoldedText
from donghanh.web.programme.models.paper import Paper
from donghanh.web.programme.models.task import Task


def stored_name(paper: RequestPaper, name: str) -> str:
    """Where the file lies: a name of our own, so that nothing a person typed becomes a path."""
    return f"requests/{uuid4().hex}.{name.rpartition('.')[2].lower()}"


class Request(models.Model):
    """A request from a party of the agreement to another, or to an authority outside it."""

    class Kind(models.TextChoices):
        """What is asked for."""

        SUPPORT = "support", _("support, know-how")
        DATA = "data", _("data, access to systems")
        PREMISES = "premises", _("premises, land")
        POLICY = "policy", _("policy, guidance")
        FUNDING = "funding", _("funding")
        STAFF = "staff", _("staff, focal person")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("waiting for an answer")
        ANSWERED = "answered", _("answered")
        SETTLED = "settled", _("settled")
        WITHDRAWN = "withdrawn", _("withdrawn")

    RUNNING = (State.OPEN, State.ANSWERED)
    """States in which something is still to be said."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="requests", verbose_name=_("agreement"))
    number = models.PositiveSmallIntegerField(_("number"))
    commitment = models.ForeignKey(
        Commitment, models.SET_NULL, null=True, blank=True, related_name="requests", verbose_name=_("commitment")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("request"), max_length=300)
    text = models.TextField(_("what is asked, and why"))
    asked_by = models.ForeignKey(Organisation, models.PROTECT, related_name="requests_made", verbose_name=_("asked by"))
    addressed_to = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests_received",
        verbose_name=_("addressed to"),
    )
    addressee_outside = models.CharField(_("addressee outside the agreement"), max_length=200, blank=True)
    """A ministry, say; filled exactly where ``addressed_to`` is None. The standing office enters its answer."""
    due_on = models.DateField(_("answer due on"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    tasks = models.ManyToManyField(Task, blank=True, related_name="requests", verbose_name=_("tasks it led to"))
    outcome = models.TextField(_("what came of it"), blank=True)
    """Filled when it is settled or withdrawn."""
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    is_simulated = models.BooleanField(default=False)
    search_text = FoldedText(of=("title", "text", "addressee_outside"))

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("request")
        indexes = [models.Index(fields=["state", "due_on"], name="request_state_due")]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="request_number_once"),
            models.CheckConstraint(
                condition=models.Q(addressed_to__isnull=False, addressee_outside="")
                | (models.Q(addressed_to__isnull=True) & ~models.Q(addressee_outside="")),
                name="request_one_addressee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        """The request's page."""
        return reverse("programme:request", args=[self.pk])

    def is_overdue(self, on: date) -> bool:
        """An answer is still owed on that day and was due before; ``querysets.requests.overdue_requests`` of one."""
        return self.state == self.State.OPEN and self.due_on < on and self.agreement.state in Agreement.RUNNING

    @property
    def addressee(self) -> str:
        """Whoever it is addressed to, by name."""
        return str(self.addressed_to or self.addressee_outside)


class RequestAnswer(models.Model):
    """An answer; a later one may follow when the asker says that it does not settle the matter."""

    class Verdict(models.TextChoices):
        """What the answer says."""

        ACCEPTED = "accepted", _("accepted")
        PARTLY = "partly", _("accepted in part")
        REFUSED = "refused", _("refused")
        LATER = "later", _("to be decided later")

    request = models.ForeignKey(Request, models.CASCADE, related_name="answers")
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict)
    text = models.TextField(_("words of the answer"))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    due_on = models.DateField(_("answer due on"))
    """The day it was due when it was given: asking again sets another."""
    asked_again = models.TextField(_("why it does not settle the matter"), blank=True)
    """Filled when the asker put the request again after this answer."""
    asked_again_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["request", "answered_at", "pk"]
        verbose_name = _("answer")

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.text[:80]}"


class RequestPaper(Paper):
    """A paper that came with a request or with its answer."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="papers")
    answer = models.ForeignKey(RequestAnswer, models.CASCADE, null=True, blank=True, related_name="papers")
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200, blank=True)

    class Meta:
        ordering = ["request", "pk"]
        verbose_name = _("paper of a request")
