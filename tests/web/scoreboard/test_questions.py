from __future__ import annotations

from uuid import uuid4

from tests.cast import Cast
from tests.web.scoreboard.filling import Filling, start, surveyed

from donghanh.web.organisations.models import Organisation
from donghanh.web.scoreboard.actions.assign_items import assign_items
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.questions import Offices, assignable, possible_subjects, questions_of, subject_name, typed


def _question(filling: Filling, item: str, subject: str = "LG001"):
    return next(one for one in questions_of(filling.round, subject) if one.item.code == item)


def test_an_edition_asks_every_scored_item_and_the_subject_fills_in_those_not_measured_or_surveyed(cast: Cast) -> None:
    filling = start(cast, surveyed())
    asked = questions_of(filling.round, "LG001")
    assert len(asked) == 13
    assert {one.item.code for one in asked} - {one.item.code for one in typed(asked)} == {"on_time", "satisfied"}


def test_who_fills_in_and_who_judges(cast: Cast) -> None:
    filling = start(cast, surveyed())
    offices = Offices(filling.round)
    assert offices.fillers(_question(filling, "plan_issued")) == {filling.an.organisation}
    assert offices.fillers(_question(filling, "satisfied")) == {cast.science}
    assert offices.appraiser(_question(filling, "complaints_late")) == cast.committee_office
    assert offices.appraiser(_question(filling, "wifi_points")) == cast.science


def test_an_item_goes_by_default_to_the_office_the_edition_names(cast: Cast) -> None:
    filling = start(cast)
    told = filling.round.definition
    items = tuple(one.model_copy(update={"owner": "so-tai-chinh-lam-giang"}) for one in told.items)
    filling.round.snapshot = told.model_copy(update={"items": items}).model_dump_json(exclude_defaults=True)
    offices = Offices(filling.round)
    asked = _question(filling, "plan_issued")
    assert offices.responsible(asked) == cast.finance
    assert offices.fillers(asked) == {filling.an.organisation, cast.finance}
    assign_items(filling.round, by=cast.ha, items=["plan_issued"], organisation=cast.home_affairs, once=uuid4())
    offices = Offices(filling.round)
    assert offices.fillers(asked) == {filling.an.organisation, cast.home_affairs}
    assert offices.appraiser(asked) == cast.science


def test_items_may_go_to_offices_of_the_province_and_to_the_subjects_own(filling: Filling) -> None:
    cast = filling.cast
    offices = {cast.province, cast.science, cast.home_affairs, cast.finance, cast.committee_office}
    assert set(assignable(filling.round)) == offices | {filling.an.organisation, filling.binh.organisation}


def test_of_a_province_the_committee_answers_and_the_lead_fills_in_too(cast: Cast) -> None:
    cast.science.place_code = "LG"
    cast.science.save()
    filling = start(cast)
    filling.round.snapshot = edition_of("dti", "922").model_dump_json(exclude_defaults=True)
    offices = Offices(filling.round)
    asked = questions_of(filling.round, "LG")[0]
    assert offices.of_subject("LG") == cast.province
    assert offices.fillers(asked) == {cast.province, cast.science}
    assert offices.appraiser(asked) == cast.science


def test_where_the_lead_is_scored_itself_any_other_offices_verifier_judges(cast: Cast) -> None:
    filling = start(cast)
    told = filling.round.definition.model_copy(update={"subjects": "organisation"})
    filling.round.snapshot = told.model_dump_json(exclude_defaults=True)
    offices = Offices(filling.round)
    assert offices.appraiser(_question(filling, "plan_issued", "so-khcn-lam-giang")) is None
    assert offices.appraiser(_question(filling, "plan_issued", "so-noi-vu-lam-giang")) == cast.science


def test_a_subject_is_called_by_its_office_or_its_place(filling: Filling) -> None:
    assert subject_name(filling.round, "LG001") == "Xã 1"
    assert subject_name(filling.round, "LG003") == "Phường Cầu Trúc"


def test_a_province_is_found_by_the_one_committee_there_is(cast: Cast) -> None:
    dti = edition_of("dti", "922")
    assert possible_subjects(dti, cast.science, "2022") == []
    cast.province.place_code = "LG"
    cast.province.save()
    assert possible_subjects(dti, cast.science, "2022") == ["LG"]
    Organisation.objects.create(
        code="x", name="x", short_name="x", kind=Organisation.Kind.PROVINCE, place_code="01", is_simulated=True
    )
    assert possible_subjects(dti, cast.science, "2022") == []
