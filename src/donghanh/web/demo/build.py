"""The whole demo, in the order in which a province would come to it."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from donghanh.web.demo import content
from donghanh.web.demo.agreements import build_real_agreements
from donghanh.web.demo.governance import build_governance
from donghanh.web.demo.intake import build_agreement
from donghanh.web.demo.measures import LAST_DAY, build_dossiers, build_figures, build_runs, communes
from donghanh.web.demo.organisations import build_accounts, build_organisations, refuse_beside_real_work
from donghanh.web.demo.packs import install_packs
from donghanh.web.demo.pilots import build_pilots
from donghanh.web.demo.plans import build_plan
from donghanh.web.demo.reminders import build_reminders
from donghanh.web.demo.returns import build_register, build_returns
from donghanh.web.demo.rounds import build_round
from donghanh.web.demo.running import build_running, demo_day
from donghanh.web.demo.tasks import build_tasks
from donghanh.web.demo.warehouse import build_outlines, build_targets_and_grants
from donghanh.web.organisations.models import Role, User
from donghanh.web.reports.actions.build_review import build_review
from donghanh.web.reports.models import Review


def build(say: Callable[[str], None]) -> None:
    """Build what is missing; ``say`` is told each step.

    Raises:
        RefusedError: people work in this installation.
    """
    refuse_beside_real_work()
    install_packs()
    say("Tổ chức, tài khoản (organisations, accounts)")
    build_organisations(communes())
    build_accounts()
    office = _account(Role.STANDING_OFFICE)
    say("Năm thỏa thuận thật, ghi theo nguồn (five real agreements, from their sources)")
    build_real_agreements(by=office)
    say("Thỏa thuận mô phỏng: đọc văn bản, xác nhận, giao nhiệm vụ (the simulated agreement and its tasks)")
    entry = content.programme()
    agreement = build_agreement(entry, by=office)
    verifier = _account(Role.VERIFIER)
    build_tasks(agreement, entry, office=office, verifier=verifier)
    say("Ba thỏa thuận, 120 cam kết, 2.000 nhiệm vụ; ban, cuộc họp, kiến nghị (the programme at work)")
    build_running(agreement, office=office, verifier=verifier, on=demo_day())
    build_governance(office=office, verifier=verifier, on=demo_day())
    say("Hồ sơ, báo cáo ngành mô phỏng, chỉ số, điểm (simulated dossiers and returns, indicators, index scores)")
    build_dossiers(by=office)
    build_register(by=office, as_of=LAST_DAY)
    build_returns(communes())
    build_outlines(by=office, as_of=LAST_DAY)
    build_targets_and_grants(by=office)
    build_runs(by=office)
    build_figures()
    say("Ba thí điểm mô phỏng, tác động và nhân rộng (three simulated pilots)")
    build_pilots(office=office)
    say("Kế hoạch nâng điểm mô phỏng (a simulated plan for the index)")
    build_plan(by=office)
    say("Đợt chấm điểm mô phỏng (a simulated scoring round)")
    build_round(by=office)
    say("Nhắc việc, báo cáo cấp trên (reminders, escalations)")
    build_reminders(on=demo_day())
    say("Báo cáo sơ kết (mid-term review)")
    if not agreement.reviews.exists():
        build_review(agreement, kind=Review.Kind.MID_TERM, by=office, as_of=timezone.localdate())


def _account(role: Role) -> User:
    """The demo's first account of that role."""
    names = [one.username for one in content.accounts().accounts if one.role == role]
    return User.objects.get(username=names[0])
