"""The rows a regression is fitted to, and the fit itself by pyfixest.

Every start has its own stack: the places that began then, and all comparison places; each stack has its own effects of
places and periods. So no place already treated serves as a comparison, which is what goes wrong where starts differ and
all are put into one two-way regression (Goodman-Bacon, Journal of Econometrics 225, 2021). Stacking: Cengiz, Dube,
Lindner and Zipperer, Quarterly Journal of Economics 134 (2019). With one start it is the plain two-way regression.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from donghanh.errors import InputError
from donghanh.evaluation.jackknife import Group, Vector
from donghanh.evaluation.libraries import library
from donghanh.evaluation.panel import Panel

FIXED_EFFECTS = "unit + moment"


def stacked(panel: Panel) -> Any:
    """A data frame with a row for each known value in each stack.

    Columns: place, unit (place in its stack), moment (period in its stack), value, pilot (1 for a treated place),
    relative (periods since the stack's start), active (treated and started), base (the place's weight).

    Raises:
        InputError: fewer than two treated or two comparison places.
    """
    if min(len(panel.starts), len(panel.comparisons)) < 2:
        raise InputError(
            "evaluation.group.one",
            vi="Phương pháp này cần ít nhất hai địa bàn thí điểm và hai địa bàn đối chứng. "
            "Một địa bàn thí điểm: hãy dùng đối chứng tổng hợp.",
            en="This method wants at least two treated and two comparison places. "
            "For one treated place use a synthetic control.",
        )
    rows = []
    for stack, start in enumerate(panel.cohorts):
        began = panel.periods.index(start)
        members = [place for place in panel.treated if panel.starts[place] == start]
        for place in (*members, *panel.comparisons):
            pilot = int(place in panel.starts)
            for at, period in enumerate(panel.periods):
                if (place, period) in panel.values:
                    value, weight = panel.values[place, period], panel.weights.get(place, 1.0)
                    relative = at - began
                    unit, moment = f"{stack}|{place}", stack * len(panel.periods) + at
                    rows.append((place, unit, moment, value, pilot, relative, pilot * (relative >= 0), weight))
    columns = ["place", "unit", "moment", "value", "pilot", "relative", "active", "base"]
    return library("pandas").DataFrame(rows, columns=columns)


def coefficients(frame: Any, term: str) -> dict[str, float]:
    """Weighted least squares of the value on ``term`` and the fixed effects: coefficients by name.

    One that the rows do not determine is not among them.
    """
    with warnings.catch_warnings():
        # Of dropped coefficients, whose absence says it, and of what pyfixest itself asks of pandas.
        warnings.simplefilter("ignore")
        try:
            fit = library("pyfixest").feols(
                f"value ~ {term} | {FIXED_EFFECTS}", frame, vcov="iid", weights="base", lean=True, store_data=False
            )
        except ValueError as wrong:
            if "collinear" in str(wrong):
                return {}
            raise
        return {str(name): float(value) for name, value in fit.coef().items()}


def effect(frame: Any) -> Vector:
    """The mean effect over treated places and periods since their start.

    Raises:
        InputError: treated and comparison places have no values in the same periods.
    """
    found = coefficients(frame, "active")
    if "active" not in found:
        raise InputError(
            "evaluation.overlap",
            vi="Địa bàn thí điểm và đối chứng không có số liệu trong cùng kỳ. Hãy bổ sung số liệu của đối chứng.",
            en="Treated and comparison places have no values in the same periods. Add values of comparison places.",
        )
    return np.array([found["active"]])


def left_out(panel: Panel, frame: Any, fit: Callable[[Any], Vector]) -> tuple[Group, Group]:
    """The treated and the comparison group, each with what ``fit`` gives without each of its places."""
    groups = []
    for places in (panel.treated, panel.comparisons):
        without = np.array([fit(frame[frame["place"] != place]) for place in places])
        groups.append(Group(without, np.array([panel.weights.get(place, 1.0) for place in places])))
    return groups[0], groups[1]
