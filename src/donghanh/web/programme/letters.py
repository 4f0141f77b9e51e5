"""The letter a person gets: what they were told since the last one, by kind, each line with its address."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Notice

SHOWN = 50
"""Lines of one letter; the rest are counted, and wait on the page of notices."""


def address(path: str) -> str:
    """The full address of a page."""
    return settings.SITE_ADDRESS.rstrip("/") + path


def letter(user: User, notices: Sequence[Notice]) -> EmailMessage:
    """In Vietnamese, from ``DEFAULT_FROM_EMAIL``; plain text, which every mail program shows."""
    order = {kind: rank for rank, kind in enumerate(Notice.Kind.values)}
    shown = sorted(notices[:SHOWN], key=lambda one: (order[one.kind], one.raised_at, one.pk))
    with translation.override("vi"):
        count = len(notices)
        subject = ngettext("Đồng Hành: %(num)s thing to know", "Đồng Hành: %(num)s things to know", count) % {
            "num": count
        }
        lines = [gettext("Dear %(name)s,") % {"name": user}, ""]
        for kind, of_kind in groupby(shown, key=lambda one: one.kind):
            lines += [str(Notice.Kind(kind).label).upper(), ""]
            for one in of_kind:
                lines += [f"- {one.words['vi']}", f"  {address(one.href)}", ""]
        if count > SHOWN:
            lines += [gettext("and %(count)s more:") % {"count": count - SHOWN}]
        lines += [gettext("All notices: %(address)s") % {"address": address(reverse("programme:notice-list"))}]
        wishes = address(reverse("programme:notice-settings"))
        lines += [gettext("When and whether letters come: %(address)s") % {"address": wishes}]
    # So that an absence note does not answer it.
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, "\n".join(lines) + "\n", to=[user.email], headers=headers)
