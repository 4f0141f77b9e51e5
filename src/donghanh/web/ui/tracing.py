"""The page behind every figure. Apps register who resolves which kind of figure id, in ``apps.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from donghanh.errors import RefusedError, TraceError
from donghanh.provenance import Resolver, resolve

MOST_INPUTS = 50
"""How many inputs of a figure the page lists; the rest are counted."""

resolvers: dict[str, Resolver] = {}
_public: dict[str, Callable[[str], bool]] = {}
_may: dict[str, Callable[[Any, str], bool]] = {}


def every_figure(figure_id: str) -> bool:
    """All figures of the kind are public."""
    return True


def register(
    kind: str,
    resolver: Resolver,
    *,
    public: Callable[[str], bool] | None = None,
    may: Callable[[Any, str], bool] | None = None,
) -> None:
    """Say who resolves ids beginning ``kind/``.

    ``public`` tells which ids open without signing in (none, where it is not given), ``may`` which of the others
    open to this signed-in person (all, where it is not given).
    """
    resolvers[kind] = resolver
    if public:
        _public[kind] = public
    if may:
        _may[kind] = may


@login_not_required
def trace(request: HttpRequest, figure_id: str) -> HttpResponse:
    """One figure: its value, the rule, and the figures and sources it was made from, each opening in turn."""
    if not _open_to(request, figure_id):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise RefusedError(
            "forbidden.figure",
            vi="Số liệu này thuộc hồ sơ chỉ các bên liên quan được xem.",
            en="This figure belongs to records that only the parties concerned may see.",
        )
    try:
        figure = resolve(figure_id, resolvers)
        inputs = [resolve(one, resolvers) for one in figure.derivation.inputs[:MOST_INPUTS] if _open_to(request, one)]
    except TraceError as error:
        said = error.say(get_language() or "vi")
        return render(request, "ui/refused.html", {"said": said, "code": error.code}, status=404)
    more = max(figure.derivation.inputs_total, len(figure.derivation.inputs)) - len(inputs)
    return render(request, "ui/trace.html", {"figure": figure, "inputs": inputs, "more": more})


def _open_to(request: HttpRequest, figure_id: str) -> bool:
    kind = figure_id.partition("/")[0]
    if kind in _public and _public[kind](figure_id):
        return True
    return request.user.is_authenticated and (kind not in _may or _may[kind](request.user, figure_id))
