"""Entering a target of an indicator, and withdrawing one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from donghanh.errors import InputError
from donghanh.measures import written
from donghanh.periods import parse_period
from donghanh.text import sort_key
from donghanh.web.catalogue.querysets import packs
from donghanh.web.scoreboard.actions.set_target import set_target
from donghanh.web.scoreboard.actions.withdraw_target import withdraw_target
from donghanh.web.scoreboard.forms import TargetForm
from donghanh.web.scoreboard.models import Target
from donghanh.web.scoreboard.permissions import require_setting_targets
from donghanh.web.scoreboard.querysets import indicator_of, place_name, places_for_targets


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a new target."""
    indicator = indicator_of(code)
    require_setting_targets(request.user, packs().datasets[indicator.dataset])
    places = [(one.code, one.full_name) for one in places_for_targets(indicator, request.user)]
    places[1:] = sorted(places[1:], key=lambda pair: sort_key(pair[1]))
    form = TargetForm(request.POST or None, places=places, initial={"place": request.GET.get("xa", "")})
    if request.method == "POST" and form.is_valid():
        try:
            target = set_target(indicator, by=request.user, once=request.POST.get("once", ""), **form.cleaned_data)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            return redirect(target)
    status = 400 if form.is_bound else 200
    return render(request, "scoreboard/target_add.html", {"indicator": indicator, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the reason; sent, the target no longer counts."""
    target = get_object_or_404(Target, pk=pk)
    indicator = indicator_of(target.indicator_code)
    require_setting_targets(request.user, packs().datasets[indicator.dataset])
    wrong = ""
    if request.method == "POST":
        try:
            withdraw_target(target, by=request.user, why=request.POST.get("why", ""), once=request.POST.get("once", ""))
        except InputError as error:
            wrong = error.say(get_language() or "vi")
        else:
            return redirect(target)
    language = get_language() or "vi"
    shown = {
        "indicator": indicator,
        "target": target,
        "place": place_name(target.place_code),
        "period": parse_period(target.period).name(language),
        "value": written(target.value, indicator.measure, language),
        "wrong": wrong,
    }
    return render(request, "scoreboard/target_withdraw.html", shown, status=400 if wrong else 200)
