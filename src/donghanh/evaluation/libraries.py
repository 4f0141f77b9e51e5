"""The statistics libraries, loaded when first needed: other commands need not wait the seconds that takes."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from donghanh.errors import InputError


def library(name: str) -> Any:
    """The module of that name.

    Raises:
        InputError: it is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as missing:
        raise InputError(
            "evaluation.library",
            vi=f"Chưa cài thư viện thống kê “{missing.name}”. Hãy chạy: pip install donghanh[stats]",
            en=f"The statistics library “{missing.name}” is not installed. Run: pip install donghanh[stats]",
        ) from missing
