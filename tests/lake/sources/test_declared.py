import pytest
from pydantic import ValidationError

from donghanh.lake.sources.databases import DatabaseTable
from donghanh.lake.sources.declared import DatabaseSource, WebSource
from donghanh.lake.sources.interfaces import Paging, WebInterface

DATABASE = {"dataset": "a.b", "kind": "database", "address": "postgresql://a@b/c"}
WEB = {"dataset": "a.b", "kind": "web", "address": "https://example.org/v1"}


def test_a_declared_database_is_what_is_loaded_from():
    declared = DatabaseSource.model_validate(DATABASE | {"table": "t", "password": "env:P", "seconds": 60})
    assert declared.source() == DatabaseTable("postgresql://a@b/c", table="t", password="env:P", seconds=60)


def test_a_declared_interface_is_what_is_loaded_from():
    paging = {"kind": "cursor", "parameter": "after", "next": "meta.next"}
    declared = WebSource.model_validate(WEB | {"records": "data.items", "paging": paging, "token_env": "T"})
    expected = Paging("cursor", parameter="after", next="meta.next")
    assert declared.source() == WebInterface("https://example.org/v1", "data.items", expected, "T")


@pytest.mark.parametrize(
    ("model", "content", "says"),
    [
        (DatabaseSource, DATABASE, "either table or query"),
        (DatabaseSource, DATABASE | {"table": "t", "query": "SELECT 1"}, "either table or query"),
        (DatabaseSource, DATABASE | {"table": "t", "password": "mat-khau"}, "env:NAME"),
        (WebSource, WEB | {"paging": {"kind": "cursor"}}, "needs next"),
        (WebSource, WEB | {"token_env": "Bearer abc"}, "token_env"),
    ],
)
def test_what_cannot_be_asked_is_refused(model, content, says):
    with pytest.raises(ValidationError, match=says):
        model.model_validate(content)
