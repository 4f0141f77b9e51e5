"""The limits of a plan in plain data: checked as the engine checks them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from donghanh.errors import DefinitionError, InputError
from donghanh.indices.planning.tasks import YEARS_MOST, Limits


def read_limits(given: Mapping[str, Any]) -> dict[str, Any]:
    """The limits as they are kept.

    Raises:
        InputError: they contradict themselves, or hold what is no number.
    """
    years = len(given.get("budgets") or ())
    if not 1 <= years <= YEARS_MOST:
        raise InputError(
            "plan.years",
            vi=f"Kế hoạch dài từ 1 đến {YEARS_MOST} năm; đang ghi ngân sách của {years} năm.",
            en=f"A plan has 1 to {YEARS_MOST} years; budgets are given for {years}.",
        )
    try:
        return Limits.model_validate(given).model_dump(mode="json")
    except ValidationError as error:
        cause = error.errors(include_url=False)[0]
        said = cause.get("ctx", {}).get("error")
        if isinstance(said, DefinitionError):
            raise InputError("plan.limits", vi=said.vi, en=said.en) from error
        where = ".".join(str(step) for step in cause["loc"])
        raise InputError(
            "plan.limits",
            vi=f"Giới hạn “{where}” = “{cause['input']}” chưa đúng; cần một số từ 0 trở lên.",
            en=f"The limit “{where}” = “{cause['input']}” is not valid; a number from 0 is wanted.",
        ) from error
