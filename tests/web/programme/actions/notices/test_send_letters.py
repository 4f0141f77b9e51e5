"""Letters as a mail server gets them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller

from donghanh.web.programme.actions.notices.send_letters import send_letters
from donghanh.web.programme.models import Notice, NoticeSettings
from donghanh.web.programme.notifying import notify

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


class Box:
    """Takes every letter but those to an address it does not know."""

    def __init__(self) -> None:
        self.letters: list[Any] = []

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        if address.startswith("nobody"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def box(settings) -> Iterator[Box]:
    """A mail server of this machine, and the settings that lead to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    taken = Box()
    server = Controller(taken, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield taken
    server.stop()


def _tell(*people, key: str = "a", at: datetime = MORNING) -> None:
    words = {"vi": f"Nhiệm vụ {key} sắp đến hạn.", "en": "…"}
    notify(people, Notice.Kind.DUE_SOON, words=words, href="/nhiem-vu/1/", key=key, at=at)


def _address(user, address: str) -> None:
    user.email = address
    user.save()


def test_one_letter_a_day_holds_all_that_is_unread(cast, box) -> None:
    _address(cast.tuan, "tuan@example.vn")
    _tell(cast.tuan, key="1.1")
    _tell(cast.tuan, cast.ha, key="1.2")
    assert [send_letters(MORNING).letters for _ in range(2)] == [1, 0]
    words = box.letters[0].get_payload(decode=True).decode()
    assert "Nhiệm vụ 1.1 sắp" in words and "Nhiệm vụ 1.2 sắp" in words
    _tell(cast.tuan, key="1.3")
    assert send_letters(MORNING + timedelta(hours=1)).letters == 0
    assert send_letters(MORNING + timedelta(days=1)).letters == 0, "24 November is a holiday"
    assert send_letters(MORNING + timedelta(days=2)).letters == 1
    assert "Nhiệm vụ 1.1" not in box.letters[1].get_payload(decode=True).decode()


def test_what_was_read_and_what_is_old_is_not_sent(cast, box) -> None:
    _address(cast.tuan, "tuan@example.vn")
    _tell(cast.tuan, key="1.1")
    Notice.objects.update(read_at=MORNING)
    _tell(cast.tuan, key="1.2", at=MORNING - timedelta(days=20))
    assert send_letters(MORNING).letters == 0


def test_quiet_hours_hold_a_letter_back_that_comes_later(cast, box) -> None:
    _address(cast.tuan, "tuan@example.vn")
    NoticeSettings.objects.create(user=cast.tuan, mail=NoticeSettings.Mail.AT_ONCE)
    _tell(cast.tuan, at=MORNING - timedelta(hours=4))
    assert send_letters(MORNING - timedelta(hours=3)).letters == 0
    assert send_letters(MORNING).letters == 1


def test_an_address_that_is_refused_stops_nobody_else_and_is_tried_again(cast, box) -> None:
    _address(cast.ha, "nobody@example.vn")
    _address(cast.tuan, "tuan@example.vn")
    _tell(cast.ha, cast.tuan)
    sent = send_letters(MORNING)
    assert sent.letters == 1 and len(sent.failures) == 1 and sent.failures[0].startswith("ha:")
    assert Notice.objects.get(user=cast.ha).mailed_at is None
    assert len(send_letters(MORNING).failures) == 1


def test_without_a_server_nothing_is_lost(cast, settings) -> None:
    settings.EMAIL_HOST = ""
    _address(cast.tuan, "tuan@example.vn")
    _tell(cast.tuan)
    assert not send_letters(MORNING).has_server
    assert Notice.objects.get().mailed_at is None
