"""Keeping the filter of a list under a name."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from donghanh.web.programme.actions.views.delete_view import delete_view
from donghanh.web.programme.actions.views.save_view import save_view
from donghanh.web.programme.models import SavedView

_LISTS = {SavedView.Page.TASKS: "programme:task-list", SavedView.Page.REQUESTS: "programme:request-list"}


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """The filter is kept; the person reads the list it gives."""
    kept = save_view(
        by=request.user,
        page=request.POST.get("page", ""),
        name=request.POST.get("name", ""),
        query=request.POST.get("query", ""),
        is_shared="is_shared" in request.POST,
        once=request.POST.get("once", ""),
    )
    messages.success(request, gettext("The filter was kept."))
    return redirect(f"{reverse(_LISTS[SavedView.Page(kept.page)])}?{kept.query}")


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """The filter is deleted."""
    view = get_object_or_404(SavedView.objects.select_related("owner"), pk=pk)
    delete_view(view, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("The filter was deleted."))
    return redirect(_LISTS[SavedView.Page(view.page)])
