"""Named questions about runs: which others there are of an index, and what a run is compared with."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from donghanh.indices.definition import Edition
from donghanh.text import sort_key
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.scoreboard.models import Round, Run, Scenario
from donghanh.web.scoreboard.querysets import place_name


def run_of(pk: int) -> Run:
    """The run of that number, or the page not found."""
    return get_object_or_404(Run.objects.select_related("created_by"), pk=pk)


def self_scored() -> QuerySet[Round, int | None]:
    """The runs by what subjects stated of themselves: nothing is compared with them but their own final run."""
    return Round.objects.exclude(self_run=None).values_list("self_run", flat=True)


def runs_of_index(index: str) -> QuerySet[Run]:
    """The runs of all editions of an index, the earliest period first, without their recipes."""
    runs = Run.objects.filter(index_code=index).exclude(pk__in=self_scored())
    return runs.defer("recipe", "results").order_by("period", "pk")


def previous_run(run: Run, *, same_edition: bool = False) -> Run | None:
    """The newest run of the last period before the run's; else the one made before it for the same period."""
    others = Run.objects.filter(index_code=run.index_code).exclude(pk=run.pk).exclude(pk__in=self_scored())
    if same_edition:
        others = others.filter(edition=run.edition)
    earlier = others.filter(period__lt=run.period).order_by("-period", "-pk").first()
    if earlier or same_edition:
        return earlier
    return others.filter(period=run.period, pk__lt=run.pk).order_by("-pk").first()


def subject_names(edition: Edition, subjects: Iterable[str]) -> dict[str, str]:
    """What to call each subject, in the order of the names; codes nobody knows stay as they are."""
    listed = list(subjects)
    if edition.subjects == "organisation":
        offices = Organisation.objects.filter(code__in=listed).values_list("code", "short_name")
        named = {one: one for one in listed} | dict(offices)
    else:
        named = {one: (name := place_name(one))[:1].upper() + name[1:] for one in listed}
    return dict(sorted(named.items(), key=lambda pair: sort_key(pair[1])))


def chosen_place(run: Run, asked: str, user: User) -> str:
    """The place asked for, or the person's own, or the whole, or the first in rank.

    Raises:
        Http404: the place asked for is not in the run.
    """
    subjects = run.pinned.scores.subjects
    if asked and asked not in subjects:
        raise Http404(asked)
    office = user.organisation
    whole = run.pinned.edition.whole
    own = (office.place_code, office.code) if office else ()
    wanted = (asked, *own, whole.place if whole else "")
    return next((one for one in wanted if one and one in subjects), next(run.pinned.scores.totals()).subject)


def scenarios_of(run: Run) -> QuerySet[Scenario]:
    """The scenarios of a run that were not removed, newest first."""
    return run.scenarios.filter(removed_at=None).select_related("created_by__organisation")


def owners(codes: Iterable[str]) -> dict[str, str]:
    """The names of the offices with these codes."""
    return dict(Organisation.objects.filter(code__in=set(codes)).values_list("code", "short_name"))
