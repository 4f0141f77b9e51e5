from __future__ import annotations

import pytest

from donghanh.errors import RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.demo import content
from donghanh.web.demo.measures import communes
from donghanh.web.demo.organisations import build_accounts, build_organisations, refuse_beside_real_work
from donghanh.web.organisations.models import Organisation, Role, User

KINDS = Organisation.Kind


def test_the_simulated_province_has_twenty_departments_sixty_communes_and_three_partners(office: User) -> None:
    simulated = Organisation.objects.filter(is_simulated=True)
    assert simulated.filter(kind__in=[KINDS.DEPARTMENT, KINDS.STANDING_OFFICE]).count() == 20
    assert simulated.filter(kind=KINDS.COMMUNE).count() == 60
    assert simulated.filter(kind=KINDS.PARTNER).count() == 3


def test_every_role_has_an_account_that_can_sign_in(office: User) -> None:
    assert set(User.objects.values_list("role", flat=True)) == set(Role.values)
    assert all(user.check_password(content.accounts().password) for user in User.objects.all()[:2])


def test_building_again_keeps_what_a_person_changed(office: User) -> None:
    office.set_password("mot mat khau khac")
    office.save()
    partner = Organisation.objects.get(code="sao-lam")
    partner.name = "Tập đoàn Sao Lam (đổi tên)"
    partner.save()
    events = Event.objects.count()
    build_organisations(communes())
    build_accounts()
    office.refresh_from_db()
    partner.refresh_from_db()
    assert office.check_password("mot mat khau khac")
    assert partner.name == "Tập đoàn Sao Lam (đổi tên)"
    assert Event.objects.count() == events


def test_an_account_added_to_the_demo_does_not_stop_it(office: User) -> None:
    User.objects.create(username="them-vao", full_name="Người xem thử", role=Role.LEADER)
    refuse_beside_real_work()


def test_an_installation_that_people_work_in_is_left_alone(db: None) -> None:
    User.objects.create(username="nguoi-that", full_name="Người thật", role=Role.LEADER)
    with pytest.raises(RefusedError, match="nguoi-that"):
        refuse_beside_real_work()
