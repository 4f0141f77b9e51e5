from __future__ import annotations

from tests.cast import Cast, make_agreement

from donghanh.web.demo import content
from donghanh.web.demo.intake import build_agreement
from donghanh.web.demo.measures import build_dossiers, build_runs, communes
from donghanh.web.demo.organisations import build_accounts, build_organisations
from donghanh.web.demo.packs import install_packs
from donghanh.web.demo.tasks import build_tasks
from donghanh.web.organisations.models import User
from donghanh.web.portal.measured import series_of, standings_of
from donghanh.web.ui.tracing import resolvers


def test_an_agreement_whose_tasks_name_no_indicator_shows_none(cast: Cast) -> None:
    agreement = make_agreement(cast)
    assert (series_of(agreement), standings_of(agreement)) == ([], [])


def test_the_demos_agreement_shows_every_full_month_each_traceable_and_the_provinces_score(db: None) -> None:
    install_packs()
    build_organisations(communes())
    build_accounts()
    office, verifier = User.objects.get(username="sokhcn"), User.objects.get(username="thamtra")
    entry = content.programme()
    agreement = build_agreement(entry, by=office)
    build_tasks(agreement, entry, office=office, verifier=verifier)
    build_dossiers(by=office)
    build_runs(by=office)
    (series,) = series_of(agreement)
    assert [month for month, _ in series.rows] == [f"{n:02d}/2025" for n in range(7, 13)] + [
        f"{n:02d}/2026" for n in range(1, 7)
    ]
    for (_, value), figure_id in zip(series.rows, series.ids, strict=True):
        figure = resolvers["indicator"](figure_id)
        assert value is not None and abs(float(figure.value) - value) < 0.06
    (standing,) = standings_of(agreement)
    assert resolvers["index"](standing.figure_id).measure == "points"
