"""The first page: what must I do now?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from donghanh.web.programme.duties import duties
from donghanh.web.ui.panels import panels


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person; the public is led to the public page."""
    if not request.user.is_authenticated:
        try:
            return redirect(reverse("portal:home"))
        except NoReverseMatch:
            return redirect("account_login")
    today = timezone.localdate()
    context = {"parts": duties(request.user, on=today), "today": today, "panels": panels("home", request)}
    return render(request, "programme/home.html", context)
