"""A refused action becomes a page that says why, whatever view it was tried from."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from donghanh.errors import DonghanhError, InputError, RefusedError


class RefusalMiddleware:
    """``RefusedError`` → 403 (permission) or 409 (state); ``InputError`` that no form caught → 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do on the way."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for our own errors; None lets Django handle any other."""
        if not isinstance(exception, DonghanhError):
            return None
        if isinstance(exception, RefusedError):
            status = 403 if exception.code.startswith("forbidden") else 409
        elif isinstance(exception, InputError):
            status = 400
        else:
            return None
        said = exception.say(translation.get_language() or "vi")
        return render(request, "ui/refused.html", {"said": said, "code": exception.code}, status=status)
