"""What a person was told, and how they want to be told."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.web.programme.actions.notices.change_notice_settings import change_notice_settings
from donghanh.web.programme.actions.notices.mark_read import mark_read
from donghanh.web.programme.forms.progress import NoticeSettingsForm
from donghanh.web.programme.models import Notice, NoticeSettings
from donghanh.web.programme.querysets.notices import unread
from donghanh.web.programme.views.attempts import attempt


@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """The person's own notices, newest first."""
    only_unread = "chua-doc" in request.GET
    notices = unread(request.user) if only_unread else Notice.objects.filter(user=request.user)
    page = Paginator(notices.order_by("-raised_at", "-pk"), 50).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "only_unread": only_unread,
        "unread": unread(request.user).count(),
        "others": "chua-doc=1" if only_unread else "",
    }
    return render(request, "programme/notices/notice_list.html", context)


@require_GET
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the page it is about; it counts as read."""
    told = get_object_or_404(Notice, pk=pk, user=request.user)
    mark_read(Notice.objects.filter(pk=told.pk), by=request.user)
    return redirect(told.href)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything counts as read."""
    mark_read(unread(request.user), by=request.user)
    return redirect("programme:notice-list")


@require_http_methods(["GET", "POST"])
def notice_settings(request: HttpRequest) -> HttpResponse:
    """How this person wants to be told."""
    wishes = NoticeSettings.objects.filter(user=request.user).first() or NoticeSettings()
    known = {name: getattr(wishes, name) for name in NoticeSettingsForm.base_fields if name != "email"}
    form = NoticeSettingsForm(request.POST or None, initial={"email": request.user.email, **known})
    once = request.POST.get("once", "")
    if form.is_valid() and attempt(form, lambda: change_notice_settings(request.user, once=once, **form.cleaned_data)):
        messages.success(request, gettext("Kept."))
        return redirect("programme:notice-settings")
    return render(request, "programme/notices/notice_settings.html", {"form": form})
