"""The list of pilots, and the page of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from donghanh.web.audit.log import events_about
from donghanh.web.catalogue.querysets import packs
from donghanh.web.pilots.effect_shown import change, indicator_words
from donghanh.web.pilots.models import Decision, Pilot, Replication
from donghanh.web.pilots.permissions import may_manage_pilots, may_prepare_pilot, require_pilot_sight
from donghanh.web.pilots.querysets import listed, visible_pilots
from donghanh.web.pilots.terms import holds, lacking, redefined

TONES = {
    Pilot.State.DRAFT: "grey",
    Pilot.State.LOCKED: "blue",
    Pilot.State.RUNNING: "blue",
    Pilot.State.ASSESSED: "amber",
    Pilot.State.DECIDED: "green",
}


@require_GET
def pilot_list(request: HttpRequest) -> HttpResponse:
    """The pilots this person sees, the latest start first."""
    chosen = request.GET.get("trang-thai", "")
    pilots = visible_pilots(request.user)
    if chosen in Pilot.State.values:
        pilots = pilots.filter(state=chosen)
    page = Paginator(listed(pilots).order_by("-starts_on", "-pk"), 50).get_page(request.GET.get("trang"))
    shown = {
        "page": page,
        "states": Pilot.State.choices,
        "chosen": chosen,
        "tones": TONES,
        "others": f"trang-thai={chosen}" if chosen in Pilot.State.values else "",
        "may_manage": may_manage_pilots.test(request.user),
    }
    return render(request, "pilots/pilot_list.html", shown)


def pilot_of(request: HttpRequest, pk: int) -> Pilot:
    """The pilot, or the page not found, or refused to whoever may not see it."""
    asked = Pilot.objects.select_related("commitment__agreement__province", "lead", "body", "locked_by__organisation")
    pilot = get_object_or_404(asked, pk=pk)
    require_pilot_sight(request.user, pilot)
    return pilot


def pilot_facts(request: HttpRequest, pilot: Pilot) -> dict[str, Any]:
    """What every page of a pilot shows."""
    return {
        "pilot": pilot,
        "tone": TONES.get(Pilot.State(pilot.state), "grey"),
        "may_manage": may_manage_pilots.test(request.user),
        "may_prepare": may_prepare_pilot.test(request.user, pilot),
        "today": timezone.localdate(),
    }


def terms_shown(pilot: Pilot) -> dict[str, Any]:
    """Places, outcomes and costs as the pilot's page and the page of the lock show them."""
    known = packs().indicators
    outcomes = []
    for one in pilot.outcomes.all():
        indicator = known.get(one.indicator_code)
        amount = change(float(one.smallest), indicator.measure) if indicator else str(one.smallest)
        told = {
            "direction": one.direction,
            "amount": amount.removeprefix("+"),
            "better": indicator and indicator.better,
        }
        outcomes.append(indicator_words(one.indicator_code, indicator) | told)
    places = list(pilot.places.all())
    costs = list(pilot.cost_lines.all())
    return {
        "outcomes": outcomes,
        "treated": [one for one in places if one.group == "treated"],
        "comparisons": [one for one in places if one.group == "comparison"],
        "costs": costs,
        "cost_places": {one.place_code: one.name for one in places},
        "planned": sum(one.planned for one in costs),
        "spent": sum(one.spent or 0 for one in costs),
        "redefined": redefined(pilot) if pilot.locked_at else [],
        "holds": holds(pilot) if pilot.locked_at else None,
    }


@require_GET
def pilot(request: HttpRequest, pk: int) -> HttpResponse:
    """One pilot: its terms and their seal, its costs, the newest answer, the decision, what may be done next."""
    return pilot_page(request, pilot_of(request, pk))


def pilot_page(request: HttpRequest, shown: Pilot, wrong: str = "", status: int = 200) -> HttpResponse:
    """The pilot's page, with what went wrong."""
    newest = shown.assessments.prefetch_related("findings").first()
    decisions = Decision.objects.select_related("conclusion__meeting", "entered_by__organisation")
    context = pilot_facts(request, shown) | terms_shown(shown)
    context |= {
        "newest": newest,
        "findings": [
            indicator_words(one.indicator_code, packs().indicators.get(one.indicator_code)) | {"finding": one}
            for one in (newest.findings.all() if newest else ())
        ],
        "decision": decisions.filter(pilot=shown).first(),
        "replication": Replication.objects.filter(pilot=shown).first(),
        "lacking": lacking(shown) if shown.state == Pilot.State.DRAFT else [],
        "events": events_about(shown)[:30],
        "wrong": wrong,
    }
    return render(request, "pilots/pilot.html", context, status=status)


@require_GET
def decision_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of the decision; always a download, never shown by the browser."""
    shown = pilot_of(request, pk)
    decision = Decision.objects.exclude(file="").filter(pilot=shown).first()
    if decision is None:
        raise Http404(pk)
    return FileResponse(
        decision.file.open("rb"),
        as_attachment=True,
        filename=decision.file_name,
        content_type="application/octet-stream",
    )
