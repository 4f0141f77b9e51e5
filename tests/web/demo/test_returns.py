from __future__ import annotations

from donghanh.lake.sharing.query import query
from donghanh.web.catalogue.querysets import dataset_of, lake, loads_of, packs
from donghanh.web.demo.measures import LAST_DAY, communes
from donghanh.web.demo.returns import REGISTER, build_register, build_returns, recipes
from donghanh.web.organisations.models import Organisation, User


def test_every_recipe_makes_a_declared_dataset_and_is_loaded_by_an_account_of_the_demo(office: User) -> None:
    for recipe in recipes():
        assert recipe.dataset in packs().datasets
        assert User.objects.filter(username=recipe.by).exists()
        declared = {column.name for column in packs().datasets[recipe.dataset].columns}
        assert {name for name in recipe.columns if not name.startswith("_")} <= declared


def test_the_register_holds_every_organisation_once_and_is_loaded_once(office: User) -> None:
    for _ in range(2):
        build_register(by=office, as_of=LAST_DAY)
    (load,) = loads_of(dataset_of(REGISTER))
    assert load.rows_quarantined == 0
    assert load.rows_accepted == Organisation.objects.count()


def test_returns_are_loaded_once_and_only_what_was_planted_is_set_aside(office: User) -> None:
    build_register(by=office, as_of=LAST_DAY)
    for _ in range(2):
        build_returns(communes())
    for recipe in recipes():
        loads = loads_of(dataset_of(recipe.dataset))
        assert len(loads) == len(recipe.files)
        read, aside = sum(one.rows_read for one in loads), sum(one.rows_quarantined for one in loads)
        planted = sum(fault.share for fault in recipe.faults)
        assert aside <= 3 * planted * read + 12, recipe.dataset
        assert read - aside > 30, recipe.dataset
    answer = query(lake(), packs().datasets, "SELECT count(DISTINCT commune_code) FROM health.coverage", limit=1)
    assert answer.rows[0][0] == 60
