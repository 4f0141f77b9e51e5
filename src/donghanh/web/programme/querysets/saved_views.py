"""Named questions about filters that people keep."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from donghanh.web.organisations.models import User
from donghanh.web.programme.models import SavedView


def offered_views(user: User, page: str) -> QuerySet[SavedView]:
    """A person's own filters of that list, and those shared in their organisation."""
    wanted = Q(owner=user.pk)
    if user.organisation_id:
        wanted |= Q(is_shared=True, owner__organisation=user.organisation_id)
    return SavedView.objects.filter(wanted, page=page).select_related("owner").order_by("name", "pk")
