import pytest
from pydantic import ValidationError
from tests.warehouse import dossiers, small


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"keys": ["nothing"]}, "keys names columns that do not exist: nothing"),
        ({"place": "nowhere"}, "place names columns that do not exist: nowhere"),
        ({"place": {"column": "commune_code", "dated_by": "channel"}}, "must name a date column"),
        ({"sharing": {"personal": ["dossier_id"]}}, "cannot be personal: dossier_id"),
        ({"checks": [{"that": "a > 1", "else": "warn", "say": {"vi": "x"}}]}, "columns that do not exist: a"),
        ({"checks": [{"that": "due_on >", "else": "warn", "say": {"vi": "x"}}]}, "not an SQL expression"),
        ({"checks": [{"that": "true", "else": "ignore", "say": {"vi": "x"}}]}, "reject"),
        ({"name": {"en": "only English"}}, "vi is required"),
        ({"kolumns": []}, "Extra inputs"),
        ({"code": "Dossiers"}, "pattern"),
    ],
)
def test_a_definition_that_does_not_hold_together_is_refused_with_the_reason(changes, says):
    with pytest.raises(ValidationError, match=says):
        dossiers(**changes)


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ({"name": "id", "type": "text"}, "declared twice: id"),
        ({"name": "a", "type": "integer", "pattern": "x"}, "for text columns"),
        ({"name": "a", "type": "text", "pattern": "("}, "no regular expression"),
        ({"name": "a", "type": "text", "pattern": "(?=x)"}, "look-around"),
        ({"name": "a", "type": "number"}, "text"),
        ({"name": "a b", "type": "text"}, "pattern"),
    ],
)
def test_a_column_that_cannot_be_is_refused(column, says):
    with pytest.raises(ValidationError, match=says):
        small([column])


def test_the_fingerprint_changes_with_the_definition_and_only_then():
    assert dossiers().fingerprint == dossiers().fingerprint != dossiers(checks=[]).fingerprint


def test_a_place_may_be_given_by_its_column_alone():
    place = dossiers(place="commune_code").place
    assert place is not None and (place.column, place.dated_by) == ("commune_code", None)
