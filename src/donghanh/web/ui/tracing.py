"""The page behind every figure. Apps register who resolves which kind of figure id, in ``apps.py``."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from donghanh.errors import TraceError
from donghanh.provenance import Resolver, resolve

resolvers: dict[str, Resolver] = {}
_public: set[str] = set()


def register(kind: str, resolver: Resolver, *, public: bool = False) -> None:
    """Say who resolves ids beginning ``kind/``; ``public`` kinds open without signing in."""
    resolvers[kind] = resolver
    if public:
        _public.add(kind)


@login_not_required
def trace(request: HttpRequest, figure_id: str) -> HttpResponse:
    """One figure: its value, the rule, and the figures and sources it was made from, each opening in turn."""
    if figure_id.partition("/")[0] not in _public and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    try:
        figure = resolve(figure_id, resolvers)
        inputs = [resolve(one, resolvers) for one in figure.derivation.inputs[:50]]
    except TraceError as error:
        return render(request, "ui/refused.html", {"said": error.say("vi"), "code": error.code}, status=404)
    more = max(figure.derivation.inputs_total, len(figure.derivation.inputs)) - len(inputs)
    return render(request, "ui/trace.html", {"figure": figure, "inputs": inputs, "more": more})
