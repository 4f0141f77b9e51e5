"""What the catalogue shows on others' pages: requests that wait for this person, grants that end soon."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from donghanh.lake.definition import Dataset
from donghanh.lake.sharing.access import View
from donghanh.web.catalogue.models import Grant
from donghanh.web.catalogue.permissions import answers, is_signed_in, may_request_access, may_see_readings
from donghanh.web.catalogue.querysets import (
    grants_in_force,
    grants_seen_by,
    listed_grants,
    owner_office,
    owner_offices,
    packs,
    waiting_grants,
)
from donghanh.web.catalogue.wording import shown, title_of
from donghanh.web.organisations.models import Role, User


def requests_to_answer(user: User) -> list[Grant]:
    """The requests this person answers, the oldest first; two questions however many there are."""
    if not is_signed_in(user) or user.role not in (Role.STANDING_OFFICE, Role.DEPARTMENT, Role.LEADER):
        return []
    waiting = [grant for grant in waiting_grants() if grant.dataset_code in packs().datasets]
    if not waiting:
        return []
    offices = owner_offices()
    owners = {code: owner_office(packs().datasets[code], offices) for code in {one.dataset_code for one in waiting}}
    return [grant for grant in waiting if answers(user, grant, owners[grant.dataset_code])]


def access_to_do(request: HttpRequest, _: Any) -> tuple[str, dict[str, Any]] | None:
    """On the first page: requests to answer and own grants that end soon; nothing where there is neither."""
    user = request.user
    if not is_signed_in(user):
        return None
    waiting = [shown(grant) for grant in requests_to_answer(user)]
    ending = [row for row in map(shown, grants_in_force(user.organisation)) if row.ends_soon]
    if not waiting and not ending:
        return None
    return "catalogue/access_to_do.html", {"waiting": waiting, "ending": ending}


def access_panel(user: User, dataset: Dataset, view: View) -> dict[str, Any]:
    """What ``catalogue/_access.html`` shows on a dataset's page, as ``access``: what is hidden, who asked for it."""
    own = listed_grants().filter(organisation=user.organisation, dataset_code=dataset.code)[:5]
    others = grants_seen_by(user).filter(dataset_code=dataset.code).exclude(organisation=user.organisation)
    return {
        "code": dataset.code,
        "own": [shown(one) for one in own],
        "given": [shown(one) for one in others[:20]],
        "hidden": [title_of(dataset, one.name) for one in dataset.columns if one.name not in view.names],
        "may_request": may_request_access.test(user),
        "may_see_readings": may_see_readings.test(user, dataset),
    }
