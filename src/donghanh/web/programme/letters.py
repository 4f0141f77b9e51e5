"""The letter a person gets: what they were told since the last one, by kind, each line with its address.

The meetings it invites to are attached for the person's calendar.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.mime.text import MIMEText
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.urls import resolve, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from donghanh.web.organisations.models import User
from donghanh.web.programme.invitation import invitation
from donghanh.web.programme.models import Meeting, Notice
from donghanh.web.programme.querysets.governance import visible_meetings

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
    entries = [_entry(one) for one in _meetings(user, shown)]
    return EmailMessage(subject, "\n".join(lines) + "\n", to=[user.email], headers=headers, attachments=entries)


def _meetings(user: User, notices: Sequence[Notice]) -> QuerySet[Meeting]:
    """What the notices invite to, change or cancel, each once, as it stands now."""
    pages = {one.href for one in notices if one.kind == Notice.Kind.INVITED}
    keys = [match.kwargs["pk"] for match in map(resolve, pages) if match.view_name == "programme:meeting"]
    if not keys:
        return Meeting.objects.none()
    return visible_meetings(user).filter(pk__in=keys).select_related("body", "secretary").order_by("starts_at", "pk")


def _entry(meeting: Meeting) -> MIMEText:
    file = invitation(
        meeting,
        meeting.attendances.select_related("user"),
        page=address(meeting.get_absolute_url()),
        at=timezone.now(),
    )
    part = MIMEText(file.decode(), "calendar", "utf-8")
    # RFC 6047: mail programs offer to put it into the calendar only where the method is named here too.
    part.set_param("method", "CANCEL" if meeting.state == Meeting.State.CANCELLED else "REQUEST")
    part.add_header("Content-Disposition", "attachment", filename=f"cuoc-hop-{meeting.pk}.ics")
    return part
