"""One piece of work for many units: the form, what it would make, and then the making."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from donghanh.errors import InputError
from donghanh.web.programme.actions.roadmap.assign_to_all import assign_to_all, parts_planned
from donghanh.web.programme.forms.roadmap import AssignForm
from donghanh.web.programme.models import Commitment
from donghanh.web.programme.permissions.agreements import require_sight
from donghanh.web.programme.permissions.tasks import require_planning
from donghanh.web.programme.querysets.roadmap import with_open_twin


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """First the form, then the preview with every code and unit, then the project's page."""
    commitment = get_object_or_404(Commitment.objects.select_related("agreement__province", "promisor"), pk=pk)
    require_sight(request.user, commitment.agreement)
    require_planning(request.user)
    form = AssignForm(commitment, request.POST if request.method == "POST" else None)
    preview = None
    if request.method == "POST" and form.is_valid():
        units = list(form.cleaned_data["units"])
        if "confirm" in request.POST:
            try:
                project = assign_to_all(
                    commitment, by=request.user, facts=form.facts(), units=units, once=request.POST.get("once", "")
                )
            except InputError as error:
                form.add_error(None, error.say(get_language() or "vi"))
            else:
                messages.success(request, gettext("The work was given to %(count)s units.") % {"count": len(units)})
                return redirect(project)
        elif "back" not in request.POST:
            code, parts = parts_planned(commitment, units)
            twins = with_open_twin(commitment, form.cleaned_data["title"], units)
            preview = {
                "code": code,
                "parts": [(one, unit, unit.pk in twins) for one, unit in parts],
                "twins": len(twins),
            }
    context = {"commitment": commitment, "agreement": commitment.agreement, "form": form, "preview": preview}
    return render(request, "programme/roadmap/assign.html", context)
