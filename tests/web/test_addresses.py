"""Every address asks for a sign-in, except those named here. Each app's own table says which role."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

PUBLIC = {
    "programme:calendar-feed": "a calendar program reads it by its secret address",
    "programme:home": "leads the public on to the public pages",
    "portal:home": "the public pages",
    "portal:agreement": "the public pages",
    "portal:commitments-csv": "the public pages",
    "set_language": "changes the language of whoever reads",
    "trace": "decides by the kind of figure; see tests/web/ui/test_tracing.py",
}


EXAMPLES = {"IntConverter": 1, "UUIDConverter": "00000000-0000-4000-8000-000000000000"}


def _routes(patterns: list[URLPattern | URLResolver], space: str = "") -> dict[str, URLPattern]:
    found = {}
    for one in patterns:
        if isinstance(one, URLResolver):
            found |= _routes(one.url_patterns, f"{one.namespace}:" if one.namespace else space)
        else:
            found[f"{space}{one.name}"] = one
    return found


ROUTES = {
    name: route
    for name, route in _routes(get_resolver().url_patterns).items()
    if not name.startswith("account_")  # allauth's own, which ask by themselves
}


def _address(name: str) -> str:
    parts = {part: EXAMPLES.get(type(kind).__name__, "x") for part, kind in _converters(name).items()}
    return reverse(name, kwargs=parts)


def _converters(name: str) -> dict[str, object]:
    return ROUTES[name].pattern.converters


def test_the_list_of_public_addresses_names_only_those_that_exist() -> None:
    assert set(PUBLIC) <= set(ROUTES)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(set(ROUTES) - set(PUBLIC)))
def test_nobody_gets_in_without_signing_in(client, name: str, method: str) -> None:
    answer = getattr(client, method)(_address(name))
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(reverse("account_login"))
