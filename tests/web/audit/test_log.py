from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import broken_links, events_about, record
from donghanh.web.audit.models import Event

pytestmark = pytest.mark.django_db


def _write(cast, count: int = 1, **given: object) -> list[Event]:
    with transaction.atomic():
        return [record("test.done", cast.province, by=cast.ha, **given) for _ in range(count)]


def test_an_entry_says_who_what_and_why_and_outlives_the_account(cast) -> None:
    (event,) = _write(cast, reason="vì cần", data={"n": 1})
    assert (event.actor, event.actor_name) == ("ha", "Nguyễn Thu Hà (Sở KH&CN)")
    cast.ha.delete()
    assert Event.objects.get().actor_name == "Nguyễn Thu Hà (Sở KH&CN)"
    assert list(events_about(cast.province)) == [event]
    assert list(events_about(cast.science)) == []


def test_entries_are_numbered_without_gap_and_the_chain_holds(cast) -> None:
    assert [event.number for event in _write(cast, 4)] == [1, 2, 3, 4]
    assert list(broken_links()) == []


def test_the_system_itself_may_act(cast) -> None:
    with transaction.atomic():
        assert record("test.done", cast.province, by=None).actor_name == ""


@pytest.mark.parametrize("statement", ["update audit_event set reason = 'khác'", "delete from audit_event"])
def test_the_database_refuses_to_change_or_delete(cast, statement) -> None:
    _write(cast)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.get().reason == ""


def test_a_forged_entry_breaks_the_chain_where_it_stands(cast) -> None:
    _write(cast, 2)
    real = Event.objects.get(number=2)
    Event.objects.create(
        **{field.name: getattr(real, field.name) for field in Event._meta.fields}
        | {"number": 3, "hash": "f" * 64, "previous_hash": real.hash}
    )
    assert [event.number for event in broken_links()] == [3]


def test_a_missing_entry_breaks_the_chain(cast) -> None:
    _write(cast, 2)
    real = Event.objects.get(number=2)
    copy = {field.name: getattr(real, field.name) for field in Event._meta.fields}
    Event.objects.create(**copy | {"number": 5, "hash": "e" * 64})
    assert [event.number for event in broken_links()] == [5]


def test_one_token_writes_one_entry(cast) -> None:
    token = uuid4()
    _write(cast, once=token)
    with pytest.raises(RefusedError, match="replayed"):
        _write(cast, once=str(token))
    assert Event.objects.count() == 1


@pytest.mark.parametrize("token", ["", "abc", "0"])
def test_what_is_no_token_is_refused(cast, token) -> None:
    with pytest.raises(InputError, match=r"form\.token"):
        _write(cast, once=token)
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_written_only_with_its_change(cast) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record("test.done", cast.province, by=cast.ha)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("test.done", cast.province, by=cast.ha)
        1 / 0  # noqa: B018 - the change fails after its entry
    assert not Event.objects.exists()
