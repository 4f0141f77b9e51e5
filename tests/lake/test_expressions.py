import pytest

from donghanh.lake.expressions import condition, function_names, one_expression

COLUMNS = frozenset({"a", "b"})


@pytest.mark.parametrize(
    "sql", ["a > b", "a IS NULL OR b BETWEEN 1 AND 2", "lower(a) IN ('x', 'y')", "a <= current_date", "NOT (a = b)"]
)
def test_a_condition_over_the_columns_of_one_row_is_taken(sql):
    assert {column.name for column in condition(sql, COLUMNS).find_all(type(one_expression("a")))} <= COLUMNS


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("", "SQL expression"),
        ("a >", "not an SQL expression"),
        ("a; DROP TABLE x", "not a statement"),
        ("a FROM b", "not a statement"),
        ("a, b", "one SQL expression"),
        ("a AS c", "without a name"),
        ("*", "without a name"),
        ("c = 1", "do not exist: c"),
        ("(SELECT 1) = a", "sub-query"),
        ("a IN (SELECT b FROM t)", "sub-query"),
        ("count(a) > 1", "one row"),
        ("row_number() OVER () = 1", "window"),
        ("getenv('HOME') = a", "getenv"),
        ("a = random()", "rand"),
        ("a = current_setting('x')", "current_setting"),
    ],
)
def test_anything_else_is_refused_with_the_reason(sql, says):
    with pytest.raises(ValueError, match=says):
        condition(sql, COLUMNS)


def test_functions_are_named_in_lower_case_known_or_not():
    assert set(function_names(one_expression("Lower(a) || my_own(b)"))) >= {"lower", "my_own"}
