"""Members of a body: joining, another role, leaving."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from donghanh.web.programme.actions.governance.join_body import join_body
from donghanh.web.programme.actions.governance.leave_body import change_role, leave_body
from donghanh.web.programme.forms.bodies import LeaveForm, MemberForm, RoleForm
from donghanh.web.programme.models import Membership
from donghanh.web.programme.permissions.governance import require_bodies
from donghanh.web.programme.views.attempts import attempt
from donghanh.web.programme.views.bodies import body_page, seen_body


@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody becomes a member."""
    shown = seen_body(request, pk)
    require_bodies(request.user)
    form = MemberForm(shown, request.POST)
    once = request.POST.get("once", "")
    if form.is_valid() and attempt(form, lambda: join_body(shown, by=request.user, once=once, **form.cleaned_data)):
        messages.success(request, gettext("The member was added."))
        return redirect(shown)
    return body_page(request, shown, 400, member_form=form)


def _seat(request: HttpRequest, pk: int) -> Membership:
    seat = get_object_or_404(Membership.objects.select_related("organisation", "user"), pk=pk)
    seat.body = seen_body(request, seat.body_id)
    require_bodies(request.user)
    return seat


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """A member leaves."""
    seat = _seat(request, pk)
    form = LeaveForm(request.POST, prefix=f"seat{pk}")
    once = request.POST.get("once", "")
    if form.is_valid() and attempt(form, lambda: leave_body(seat, by=request.user, once=once, **form.cleaned_data)):
        messages.success(request, gettext("The end of the membership was entered."))
        return redirect(seat.body)
    return body_page(request, seat.body, 400, wrong_seat=seat.pk, wrong=_said(form))


@require_POST
def role(request: HttpRequest, pk: int) -> HttpResponse:
    """A member goes on in another role."""
    seat = _seat(request, pk)
    form = RoleForm(request.POST, prefix=f"seat{pk}")
    once = request.POST.get("once", "")
    if form.is_valid() and attempt(form, lambda: change_role(seat, by=request.user, once=once, **form.cleaned_data)):
        messages.success(request, gettext("The role was changed."))
        return redirect(seat.body)
    return body_page(request, seat.body, 400, wrong_seat=seat.pk, wrong=_said(form))


def _said(form: LeaveForm | RoleForm) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
