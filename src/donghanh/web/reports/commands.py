"""``donghanh report``. Imports wait for the settings, so they stand inside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from donghanh.errors import InputError
from donghanh.web.door import setup

if TYPE_CHECKING:
    from donghanh.web.organisations.models import User
    from donghanh.web.reports.models import Review


@click.group()
def report() -> None:
    """Reviews of agreements: kept versions as files, new versions from the records."""


@report.command()
@click.argument("review", required=False, type=int)
@click.option("--agreement", metavar="CODE", help="Build a new version for this agreement, as of today.")
@click.option("--kind", type=click.Choice(["mid_term", "final"]), default="mid_term", show_default=True)
@click.option("--by", metavar="USER", help="Who builds it; without, the first standing officer.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write the .docx.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def build(review: int | None, agreement: str | None, kind: str, by: str | None, out: Path, as_json: bool) -> None:
    """Write the kept file of REVIEW (its number), or build a new version with --agreement."""
    if (review is None) == (agreement is None):
        raise click.UsageError("give either REVIEW or --agreement CODE")
    if out.suffix.lower() != ".docx":
        raise click.UsageError("--out must end in .docx")
    setup()
    made = _kept(review) if review is not None else _built(agreement or "", kind, by)
    out.write_bytes(made.file.read())
    told = {
        "review": made.pk,
        "agreement": made.agreement.code,
        "kind": made.kind,
        "version": made.version,
        "as_of": made.as_of.isoformat(),
        "sha256": made.sha256,
        "figures": len(made.content["annex"]),
        "file": str(out),
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{out}: {made} ({told['figures']} số liệu có nguồn gốc, sha256 {made.sha256[:12]}…)")


def _kept(number: int) -> Review:
    from donghanh.web.reports.models import Review

    found = Review.objects.select_related("agreement").filter(pk=number).first()
    if found is None:
        known = ", ".join(str(pk) for pk in Review.objects.order_by("pk").values_list("pk", flat=True)[:20])
        raise InputError(
            "report.unknown",
            vi=f"Không có báo cáo số {number}; các báo cáo có: {known or 'chưa có'}.",
            en=f"There is no review {number}; known: {known or 'none yet'}.",
        )
    return found


def _built(code: str, kind: str, username: str | None) -> Review:
    from django.utils import timezone

    from donghanh.text import nearest
    from donghanh.web.programme.models import Agreement
    from donghanh.web.reports.actions.build_review import build_review

    agreement = Agreement.objects.select_related("province").filter(code=code).first()
    if agreement is None:
        vi, en = nearest(code, Agreement.objects.values_list("code", flat=True))
        vi, en = f"Không có thỏa thuận “{code}”; {vi}", f"There is no agreement “{code}”; {en}"
        raise InputError("report.agreement", vi=vi, en=en)
    return build_review(agreement, by=_person(username), kind=kind, as_of=timezone.localdate())


def _person(username: str | None) -> User:
    from donghanh.text import nearest
    from donghanh.web.organisations.models import Role, User

    people = User.objects.select_related("organisation").filter(is_active=True)
    if username is None:
        people, wanted = people.filter(role=Role.STANDING_OFFICE).order_by("pk"), ""
    else:
        people, wanted = people.filter(username=username), username
    person = people.first()
    if person is None:
        vi, en = nearest(wanted, User.objects.values_list("username", flat=True))
        vi, en = f"Không có tài khoản “{wanted}”; {vi}", f"There is no account “{wanted}”; {en}"
        raise InputError("report.user", vi=vi, en=en)
    click.echo(f"Lập dưới tên {person} (built in the name of {person.username})", err=True)
    return person
