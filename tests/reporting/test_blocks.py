import dataclasses

import pytest
from tests.reporting.figures import DOSSIERS, TASKS, task

from donghanh.reporting.blocks import FigureRun, print_value, quote, says


def test_a_figure_is_printed_by_its_measure_with_a_decimal_comma():
    assert quote(DOSSIERS) == FigureRun(DOSSIERS.id, "93,5%")
    assert quote(DOSSIERS, "en").printed == "93.5%"
    assert quote(DOSSIERS, bare=True).printed == "93,5"
    assert quote(TASKS).printed == "1.234"


def test_text_and_unknown_values_are_printed_too():
    assert print_value(task("task/1")) == "quá hạn"
    assert print_value(dataclasses.replace(DOSSIERS, value=None)) == "–"


@pytest.mark.parametrize(("printed", "right"), [("93,5%", True), ("93,5", True), ("93,4%", False), ("93.5%", False)])
def test_a_run_says_the_value_of_its_figure_or_it_does_not(printed, right):
    assert says(FigureRun(DOSSIERS.id, printed), DOSSIERS) is right
