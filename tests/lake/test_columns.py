import pytest
from pydantic import ValidationError

from donghanh.lake.columns import COLUMN_TYPES, WIDER, Column


def test_every_type_a_column_may_widen_to_is_one_the_lake_can_store():
    assert {wide for types in WIDER.values() for wide in types} | set(WIDER) <= set(COLUMN_TYPES)


def test_a_type_nobody_knows_is_refused():
    with pytest.raises(ValidationError, match="type"):
        Column(name="amount", type="number")


def test_a_column_without_a_label_goes_by_its_name():
    assert Column(name="amount", type="integer").title == "amount"
    assert Column(name="amount", type="integer", label={"vi": "Số tiền"}).title == "Số tiền"
