"""What an annex or amendment changed, and what was read in it, for its page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.drafts import findings
from donghanh.web.programme.models import AgreementPaper, Commitment, CommitmentVersion, Document
from donghanh.web.programme.promises import Change, differences, facts_of, stored

_YEARS = {"start_year": _("First year"), "end_year": _("Last year"), "vision_year": _("Vision to")}


def changes_by(paper: AgreementPaper) -> list[tuple[Commitment, list[Change]]]:
    """The commitments the paper changed, each with what differs between before and after it."""
    names = dict(Organisation.objects.values_list("code", "short_name"))
    replaced = paper.replaced.select_related("commitment", *(f"commitment__{one}" for one in _RELATED))
    versions = list(replaced.order_by("commitment__number", "number"))
    later: dict[int, list[CommitmentVersion]] = {}
    for one in CommitmentVersion.objects.filter(commitment__in=[one.commitment_id for one in versions]).order_by(
        "number"
    ):
        later.setdefault(one.commitment_id, []).append(one)
    shown: dict[int, tuple[Commitment, list[Change]]] = {}
    for version in versions:
        following = [one for one in later[version.commitment_id] if one.number > version.number]
        after = following[0].facts if following else stored(facts_of(version.commitment))
        _commitment, changes = shown.setdefault(version.commitment_id, (version.commitment, []))
        changes += differences(version.facts, after, names)
    return list(shown.values())


_RELATED = ("promisor", "content", "province_owner", "partner_owner")


def period_changes(paper: AgreementPaper) -> list[Change]:
    """The years the paper changed."""
    return [
        Change(str(_YEARS[name]), *(str(year or "–") for year in pair))
        for name, pair in paper.changes.items()
        if name in _YEARS
    ]


def found_in(paper: AgreementPaper) -> list[str]:
    """The commitments the reader found in the paper's document, in its words; for a person to take over one by one."""
    draft = Document.objects.values_list("draft", flat=True).filter(pk=paper.document_id).first() or {}
    texts = (" ".join(part["text"] for part in one["evidence"]) for one in findings(draft, "commitments"))
    return [" ".join(text.split())[:1500] for text in texts]
