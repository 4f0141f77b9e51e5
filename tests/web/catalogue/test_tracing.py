from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.catalogue.conftest import SECRET

from donghanh.provenance import trace
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.ui.tracing import resolvers


def test_a_record_leads_to_its_load_and_its_file_without_personal_data(cast: Cast, dossiers, write) -> None:
    loaded = load_file(dossiers, write(), by=cast.ha, file_name="thang-1.csv", once=uuid4())
    step = trace(f"record/services.dossiers/A1@{loaded.record.snapshot}", resolvers)
    assert [below.figure.id for below in step.below] == [f"load/services.dossiers/{loaded.record.id}"]
    assert step.below[0].figure.derivation.sources[0].reference == "thang-1.csv"
    assert SECRET not in repr(step)


def test_a_record_is_not_open_to_the_public(client, db) -> None:
    answer = client.get("/nguon/record/services.dossiers/A1@1")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/tai-khoan/login/")


def test_a_partner_does_not_open_records_of_an_internal_dataset(client, cast: Cast, dossiers, write) -> None:
    loaded = load_file(dossiers, write(), by=cast.ha, file_name="x.csv", once=uuid4())
    figures = [f"record/services.dossiers/A1@{loaded.record.snapshot}", f"load/services.dossiers/{loaded.record.id}"]
    for person, status in (("tuan", 403), ("minh", 200)):
        client.force_login(getattr(cast, person))
        assert [client.get(f"/nguon/{figure}").status_code for figure in figures] == [status, status]


@pytest.mark.parametrize("figure_id", ["record/", "load/none.such/L1", "record/services.dossiers/A1@99"])
def test_what_is_not_there_is_a_page_not_found(client, cast: Cast, figure_id: str) -> None:
    client.force_login(cast.tuan if "none" in figure_id else cast.ha)
    assert client.get(f"/nguon/{figure_id}").status_code == 404
