from __future__ import annotations

from donghanh.web.organisations.models import User


def test_a_person_is_called_by_the_full_name_and_without_one_by_the_account() -> None:
    assert str(User(username="ha", full_name="Nguyễn Thu Hà")) == "Nguyễn Thu Hà"
    assert User(username="quantri").get_full_name() == "quantri"
