"""Taking a pilot to other places: ranking them, the waves, their tasks."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.web.pilots.actions.hand_out_wave import hand_out_wave
from donghanh.web.pilots.actions.move_place import move_place
from donghanh.web.pilots.actions.plan_replication import plan_replication
from donghanh.web.pilots.actions.take_back_wave import take_back_wave
from donghanh.web.pilots.forms.replications import RankingForm, WaveForm
from donghanh.web.pilots.models import Pilot, Replication, RollOut
from donghanh.web.pilots.permissions import require_managing
from donghanh.web.pilots.replication_shown import replication_shown
from donghanh.web.pilots.views.pilots import pilot_facts, pilot_of


def _plan(pilot: Pilot) -> Replication | None:
    return Replication.objects.select_related("pilot__commitment__agreement__province").filter(pilot=pilot).first()


@require_GET
def replicate(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking, the waves, the roll-out by place as a table and a map."""
    return _page(request, pilot_of(request, pk))


def _page(
    request: HttpRequest, shown: Pilot, form: WaveForm | None = None, wrong: str = "", status: int = 200
) -> HttpResponse:
    plan = _plan(shown)
    context = pilot_facts(request, shown) | {"plan": None, "wrong": wrong}
    context["is_open"] = shown.state == Pilot.State.DECIDED and context["may_manage"]
    if plan:
        context |= replication_shown(plan)
        wrong_wave = int(form.data["wave"]) if form and str(form.data.get("wave", "")).isdecimal() else None
        for wave in context["waves"]:
            own = form if wave["number"] == wrong_wave else None
            wave["form"] = own or WaveForm(shown, wave=wave["number"])
    return render(request, "pilots/replicate.html", context, status=status)


@require_http_methods(["GET", "POST"])
def rank(request: HttpRequest, pk: int) -> HttpResponse:
    """What makes a place ready, and how large the waves are."""
    require_managing(request.user)
    shown = pilot_of(request, pk)
    form = RankingForm(request.POST if request.method == "POST" else None, _plan(shown))
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_replication(
                shown,
                by=request.user,
                items=form.items(),
                waves=form.cleaned_data["waves"],
                once=request.POST.get("once", ""),
            )
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The places are ranked."))
            return redirect(made)
    wrong = form.is_bound and (form.errors or not form.is_valid())
    return render(
        request, "pilots/rank.html", pilot_facts(request, shown) | {"form": form}, status=400 if wrong else 200
    )


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """A place comes in another wave."""
    place = get_object_or_404(RollOut.objects.select_related("replication__pilot"), pk=pk)
    shown = pilot_of(request, place.replication.pilot_id)
    typed = request.POST.get("wave", "")
    wave = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else None
    try:
        move_place(
            place, by=request.user, wave=wave, reason=request.POST.get("reason", ""), once=request.POST.get("once", "")
        )
    except InputError as error:
        return _page(request, shown, wrong=error.say(get_language() or "vi"), status=400)
    messages.success(request, gettext("The place is moved."))
    return redirect(place.replication)


@require_POST
def hand_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Every place of a wave gets its task."""
    require_managing(request.user)
    shown = pilot_of(request, pk)
    plan = _found(shown)
    form = WaveForm(shown, request.POST)
    if not form.is_valid():
        return _page(request, shown, form, status=400)
    try:
        places = hand_out_wave(plan, by=request.user, once=request.POST.get("once", ""), **form.cleaned_data)
    except InputError as error:
        form.add_error(None, error.say(get_language() or "vi"))
        return _page(request, shown, form, status=400)
    said = ngettext("%(num)s task was handed out.", "%(num)s tasks were handed out.", len(places))
    messages.success(request, said % {"num": len(places)})
    return redirect(plan)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The tasks of a wave nobody has begun are dropped."""
    require_managing(request.user)
    shown = pilot_of(request, pk)
    plan = _found(shown)
    typed = request.POST.get("wave", "")
    wave = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
    reason, once = request.POST.get("reason", ""), request.POST.get("once", "")
    try:
        take_back_wave(plan, by=request.user, wave=wave, reason=reason, once=once)
    except InputError as error:
        return _page(request, shown, wrong=error.say(get_language() or "vi"), status=400)
    messages.success(request, gettext("The tasks of the wave are taken back."))
    return redirect(plan)


def _found(shown: Pilot) -> Replication:
    plan = _plan(shown)
    if plan is None:
        raise Http404(shown.pk)
    return plan
