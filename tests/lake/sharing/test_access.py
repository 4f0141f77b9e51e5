from dataclasses import replace

import pytest
from tests.warehouse import dossier, dossiers, places, write

from donghanh.errors import DefinitionError, QueryError
from donghanh.lake.lineage import version
from donghanh.lake.loading.load import load
from donghanh.lake.sharing.access import MASKS, View, masks_for, one_of, public_view, row_condition, select_view
from donghanh.lake.sharing.query import query
from donghanh.lake.storage import Lake

SECRET = "Nguyễn Bí Mật"
CODE = "services.dossiers"


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """Two dossiers of one commune, one of another, each with a name; these tests only read."""
    folder = tmp_path_factory.mktemp("access")
    opened = Lake.open(folder / "lake")
    rows = [
        dossier(1, applicant_name=SECRET),
        dossier(2, applicant_name=SECRET),
        dossier(3, applicant_name="Lê Kín", commune_code="LG002", procedure_code="2.999999"),
    ]
    load(opened, dossiers(), write(folder / "a.csv", rows), places(), loaded_by="thử")
    yield opened
    opened.close()


def see(lake, view, sql="SELECT * FROM services.dossiers ORDER BY ALL"):
    return query(lake, {CODE: dossiers()}, sql, views={CODE: view})


LIMITED = View(
    ("dossier_id", "commune_code", "procedure_code", "channel", "due_on"),
    {"applicant_name": "initials"},
    "commune_code = 'LG001'",
)


def test_only_the_named_columns_and_the_rows_of_the_condition_are_there(lake):
    found = see(lake, View(("dossier_id", "channel"), rows="commune_code = 'LG001'"))
    assert found.columns == ("dossier_id", "channel")
    assert [row[0] for row in found.rows] == ["H001", "H002"]


def test_the_public_view_shows_all_but_personal_columns_and_no_line_numbers(lake):
    assert see(lake, public_view(dossiers())).columns == tuple(one.name for one in dossiers().public_columns)


@pytest.mark.parametrize(("kind", "shown"), [("initials", {"N.B.M.", "L.K."}), ("last3", {"…Mật", "…Kín"})])
def test_a_masked_column_shows_a_part_of_its_value(lake, kind, shown):
    view = View(("dossier_id",), {"applicant_name": kind})
    assert {row[1] for row in see(lake, view).rows} == shown


def test_a_code_joins_rows_within_one_grant_only_and_holds_no_letter_of_the_name(lake):
    first, other = (View((), {"applicant_name": "code"}, salt=salt) for salt in ("a1", "b2"))
    asked = "SELECT applicant_name, count(*) FROM services.dossiers GROUP BY 1 ORDER BY 2"
    mine, theirs = see(lake, first, asked).rows, see(lake, other, asked).rows
    assert [count for _, count in mine] == [count for _, count in theirs] == [1, 2]
    assert {code for code, _ in mine}.isdisjoint(code for code, _ in theirs)
    assert not any(part in code for code, _ in mine for part in SECRET.split())


def test_a_date_is_masked_to_its_year(lake):
    masked = View(("dossier_id",), {"submitted_on": "year"})
    assert see(lake, masked, "SELECT DISTINCT submitted_on FROM services.dossiers").rows == ((2026,),)


def test_a_column_shown_within_a_condition_is_empty_elsewhere(lake):
    view = replace(
        public_view(dossiers()),
        columns=("dossier_id", "applicant_name"),
        within={"applicant_name": "commune_code = 'LG002'"},
    )
    assert see(lake, view).rows == (("H001", None), ("H002", None), ("H003", "Lê Kín"))


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT CAST(procedure_code AS INTEGER) FROM services.dossiers WHERE commune_code = 'LG002'",
        "SELECT 1 FROM services.dossiers WHERE CASE WHEN commune_code = 'LG002' THEN CAST(dossier_id AS INT) > 0 END",
        "SELECT 1 FROM services.dossiers WHERE CASE WHEN procedure_code LIKE '2%' THEN channel::DATE IS NULL END",
    ],
)
def test_an_error_never_tells_of_a_row_outside_the_condition(lake, asked):
    assert see(lake, LIMITED, asked).rows == ()


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT CAST(applicant_name AS INTEGER) FROM services.dossiers",
        "SELECT strptime(applicant_name, '%d') FROM services.dossiers",
        "SELECT CAST(d AS STRUCT(a INTEGER)) FROM services.dossiers d",
    ],
)
def test_an_error_never_tells_a_masked_value(lake, asked):
    with pytest.raises(QueryError) as caught:
        see(lake, LIMITED, asked)
    assert "Bí" not in str(caught.value) and "Nguyễn" not in str(caught.value)


def test_an_older_version_is_seen_through_the_same_view(lake):
    at = version(lake, CODE).snapshot
    with lake.reading() as cursor:
        rows = cursor.execute(select_view(lake, dossiers(), at, LIMITED)).fetchall()
    assert {row[-1] for row in rows} == {"N.B.M."}


@pytest.mark.parametrize(
    "view",
    [
        View(("nothing",)),
        View(("channel",), {"applicant_name": "unknown"}),
        View(("channel",), {"applicant_name": "year"}),
        View(("channel",), {"applicant_name": "code"}, salt="') OR 1=1 --"),
        View(("channel",), {"applicant_name": "code"}),
        View(("channel",), rows="applicant_name = 'x'"),
    ],
)
def test_a_view_that_does_not_fit_the_dataset_is_refused(lake, view):
    with pytest.raises(DefinitionError):
        select_view(lake, dossiers(), version(lake, CODE).snapshot, view)


@pytest.mark.parametrize(
    "sql",
    [
        "nothing = 1",
        "applicant_name = 'x'",
        "count(*) > 1",
        "dossier_id IN (SELECT 1)",
        "due_on > 'not a date'",
        "sleep_ms(1000) IS NULL",
        "repeat(channel, 1000000000) = 'x'",
        "1; DROP TABLE x",
        "channel",
    ],
)
def test_a_condition_that_is_none_over_public_columns_is_refused(sql):
    with pytest.raises((DefinitionError, QueryError)):
        row_condition(dossiers(), sql)


def test_rows_are_chosen_by_values_without_writing_sql(lake):
    made = one_of(dossiers(), "commune_code", ["LG002", " ", "O'Brien"])
    assert [row[0] for row in see(lake, View(("dossier_id",), rows=made)).rows] == ["H003"]
    dated = one_of(dossiers(), "submitted_on", ["2026-05-04"])
    assert len(see(lake, View(("dossier_id",), rows=dated)).rows) == 3


@pytest.mark.parametrize(
    ("column", "values"),
    [("commune_code", []), ("nothing", ["x"]), ("submitted_on", ["hôm qua"]), ("applicant_name", ["x"])],
)
def test_values_that_fit_no_column_are_refused(column, values):
    with pytest.raises(DefinitionError):
        one_of(dossiers(), column, values)


def test_every_mask_has_words_and_is_offered_for_some_type():
    offered = {kind for column in dossiers().columns for kind in masks_for(column)}
    assert offered == set(MASKS) and all({"vi", "en"} == set(words) for _, words in MASKS.values())
