"""The named people and offices every web test uses: one invented province, two partners, one of each role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.programme.actions.agreements.register_agreement import AgreementFacts, register_agreement
from donghanh.web.programme.actions.tasks.create_task import create_task
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts, report_progress
from donghanh.web.programme.models import Agreement, Commitment, ProgressReport, Task

MINUTES = EvidenceFacts(
    number="45/BB-BG", issued_on=date(2026, 6, 18), issuer="Tập đoàn Sao Lam", abstract="Biên bản bàn giao kho dữ liệu"
)
"""A paper that would do as evidence."""


@dataclass(frozen=True)
class Cast:
    """Everybody. Organisations by what they are, people by their given name."""

    province: Organisation
    science: Organisation
    """Sở KH&CN, the standing office."""
    home_affairs: Organisation
    finance: Organisation
    committee_office: Organisation
    """Văn phòng UBND tỉnh, where the verifier works."""
    sao_lam: Organisation
    ben_giang: Organisation
    """A partner that is no party of Sao Lam's agreement."""
    ha: User
    """Standing office officer."""
    minh: User
    """Department officer, Sở Nội vụ."""
    huong: User
    """Department officer, Sở Tài chính."""
    tuan: User
    """Partner's officer, Sao Lam."""
    tam: User
    """Partner's officer, Bến Giang."""
    yen: User
    """Verifier."""
    vinh: User
    """Leader."""


def assemble() -> Cast:
    """Everybody, stored."""
    kinds = Organisation.Kind
    organisations = {
        "province": ("UBND tỉnh Lam Giang", "UBND tỉnh Lam Giang", kinds.PROVINCE),
        "science": ("Sở Khoa học và Công nghệ Lam Giang", "Sở KH&CN", kinds.STANDING_OFFICE),
        "home_affairs": ("Sở Nội vụ Lam Giang", "Sở Nội vụ", kinds.DEPARTMENT),
        "finance": ("Sở Tài chính Lam Giang", "Sở Tài chính", kinds.DEPARTMENT),
        "committee_office": ("Văn phòng UBND tỉnh Lam Giang", "Văn phòng UBND tỉnh", kinds.PROVINCE),
        "sao_lam": ("Tập đoàn Công nghệ Sao Lam", "Sao Lam", kinds.PARTNER),
        "ben_giang": ("Công ty Cổ phần Viễn thông Bến Giang", "Bến Giang", kinds.PARTNER),
    }
    offices = {
        key: Organisation.objects.create(
            code=key.replace("_", "-"), name=name, short_name=short, kind=kind, is_simulated=True
        )
        for key, (name, short, kind) in organisations.items()
    }
    people = {
        "ha": ("Nguyễn Thu Hà", "science", Role.STANDING_OFFICE),
        "minh": ("Trần Văn Minh", "home_affairs", Role.DEPARTMENT),
        "huong": ("Đỗ Thị Hương", "finance", Role.DEPARTMENT),
        "tuan": ("Phan Anh Tuấn", "sao_lam", Role.PARTNER),
        "tam": ("Bùi Thanh Tâm", "ben_giang", Role.PARTNER),
        "yen": ("Ngô Hải Yến", "committee_office", Role.VERIFIER),
        "vinh": ("Phạm Quang Vinh", "province", Role.LEADER),
    }
    persons = {
        key: User.objects.create(username=key, full_name=name, organisation=offices[office], role=role)
        for key, (name, office, role) in people.items()
    }
    return Cast(**offices, **persons)


def make_agreement(cast: Cast, **facts: object) -> Agreement:
    """Sao Lam's agreement: one promise of the partner, one of the province, one of both."""
    given = AgreementFacts(
        title="Thỏa thuận hợp tác chuyển đổi số Lam Giang – Sao Lam, 2025–2030",
        province=cast.province,
        partners=[cast.sao_lam],
        start_year=2025,
        end_year=2030,
        source_title="Lễ ký kết Lam Giang – Sao Lam",
        commitments=[
            Commitment(text="Xây dựng kho dữ liệu dùng chung của tỉnh", promisor=cast.sao_lam),
            Commitment(text="Bố trí mặt bằng cho trung tâm dữ liệu", promisor=cast.province),
            Commitment(text="Cùng nâng tỷ lệ hồ sơ giải quyết đúng hạn", promisor=None),
        ],
    )
    return register_agreement(AgreementFacts(**{**given.__dict__, **facts}), by=cast.ha, once=uuid4())


def make_task(cast: Cast, commitment: Commitment | None = None, **given: object) -> Task:
    """A task of Sao Lam's agreement, led by Sao Lam unless said otherwise."""
    if commitment is None:
        first = Commitment.objects.order_by("agreement", "number").first()
        commitment = first or make_agreement(cast).commitments.get(number=1)
    wanted = {
        "title": "Khảo sát hiện trạng dữ liệu",
        "product": "Báo cáo hiện trạng dữ liệu",
        "lead": cast.sao_lam,
        "due_on": date(2028, 6, 30),
    }
    return create_task(commitment, by=cast.ha, once=uuid4(), **wanted | given)


def make_claim(cast: Cast, task: Task | None = None) -> ProgressReport:
    """Sao Lam's claim that the product of its task is delivered."""
    return report_progress(
        task or make_task(cast), by=cast.tuan, text="Đã bàn giao", is_claim=True, evidence=[MINUTES], once=uuid4()
    )
