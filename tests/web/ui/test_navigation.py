from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from donghanh.web.organisations.models import Role, User
from donghanh.web.ui.navigation import current, everybody, grouped, menu, signed_in


def test_the_public_sees_only_public_entries() -> None:
    public = menu(AnonymousUser())
    assert public
    assert all(entry.shown_to(AnonymousUser()) for entry in public)
    assert not signed_in(AnonymousUser())
    assert everybody(AnonymousUser())


@pytest.mark.parametrize("role", list(Role))
def test_every_entry_leads_to_an_address_and_they_come_in_order(role: Role) -> None:
    entries = menu(User(username="someone", role=role))
    assert [entry.order for entry in entries] == sorted(entry.order for entry in entries)
    assert all(entry.url.startswith("/") for entry in entries)
    assert len(entries) > 1


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/", "/"),
        ("/bang-diem/", "/bang-diem/"),
        ("/bang-diem/lg-cds/2026/", "/bang-diem/"),
        ("/bang-diem/dot/", "/bang-diem/dot/"),
        ("/bang-diem/dot/4/LG001/", "/bang-diem/dot/"),
        ("/dang-nhap/", None),
    ],
)
def test_one_line_at_most_is_the_current_one_and_it_fits_best(path: str, wanted: str | None) -> None:
    here = current(menu(User(username="someone", role=Role.STANDING_OFFICE)), path)
    assert (here.url if here else None) == wanted


def test_every_line_stands_under_one_heading_and_no_heading_stands_alone() -> None:
    entries = menu(User(username="someone", role=Role.STANDING_OFFICE))
    groups = grouped(entries)
    assert [one for _label, lines in groups for one in lines] == entries
    assert all(lines for _label, lines in groups)
    assert grouped([]) == []
