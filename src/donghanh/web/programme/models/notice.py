"""What a person is told in the application and by e-mail, and how they want to be told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One thing that one person is told; ``key`` keeps it from being told twice."""

    class Kind(models.TextChoices):
        """What it is about."""

        DUE_SOON = "due_soon", _("due soon")
        OVERDUE = "overdue", _("overdue")
        ESCALATED = "escalated", _("put before the body above")
        RETURNED = "returned", _("returned")
        TO_JUDGE = "to_judge", _("waits for your judgement")
        ASSIGNED = "assigned", _("given to your organisation")
        ANSWERED = "answered", _("answered")
        INVITED = "invited", _("invitation")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    words = models.JSONField()
    """{"vi": …, "en": …}: said when it was raised, so that it stays true."""
    href = models.CharField(max_length=300)
    """The page it leads to, without the host."""
    key = models.CharField(max_length=120)
    raised_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-raised_at", "-pk"]
        verbose_name = _("notice")
        indexes = [models.Index(fields=["user", "read_at", "-raised_at"], name="notice_unread")]
        # Key first: a run over all tasks asks which of its keys were used.
        constraints = [models.UniqueConstraint(fields=["key", "user"], name="notice_once")]

    def __str__(self) -> str:
        return str(self.words.get("vi", ""))


class NoticeSettings(models.Model):
    """How one person wants to be told; whoever has none gets the defaults."""

    class Mail(models.TextChoices):
        """How often a letter is sent."""

        DAILY = "daily", _("one letter a day")
        AT_ONCE = "at_once", _("at once")
        NEVER = "never", _("never")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_settings")
    mail = models.CharField(_("e-mail"), max_length=8, choices=Mail, default=Mail.DAILY)
    digest_hour = models.PositiveSmallIntegerField(_("hour of the daily letter"), default=7)
    quiet_from = models.PositiveSmallIntegerField(_("quiet from, hour"), default=18)
    quiet_until = models.PositiveSmallIntegerField(_("quiet until, hour"), default=7)
    """No letter between these hours, nor on days off; what was raised then comes with the next letter."""
    mails_on_days_off = models.BooleanField(_("also on Saturdays, Sundays and holidays"), default=False)
    calendar_key = models.CharField(_("key of the calendar feed"), max_length=43, blank=True, editable=False)
    """Secret part of the address at which the person's calendar program reads; empty: no feed."""

    class Meta:
        verbose_name = _("settings of notices")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(digest_hour__lt=24, quiet_from__lt=24, quiet_until__lt=24), name="notice_hours"
            ),
            models.UniqueConstraint(
                fields=["calendar_key"], condition=~models.Q(calendar_key=""), name="calendar_key_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
