from __future__ import annotations

from uuid import uuid4

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
