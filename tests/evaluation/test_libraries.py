"""The statistics libraries: loaded only when used, and their absence told with the remedy."""

from __future__ import annotations

import subprocess
import sys

import pytest

from donghanh.errors import InputError
from donghanh.evaluation.libraries import library


def test_the_library_of_that_name_is_given():
    assert library("math").sqrt(4) == 2


def test_a_missing_one_is_told_with_what_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyfixest", None)
    with pytest.raises(InputError, match=r"pip install donghanh\[stats\]") as told:
        library("pyfixest")
    assert told.value.code == "evaluation.library"


def test_neither_the_command_line_nor_importing_the_evaluation_loads_them():
    program = (
        "import sys, donghanh.cli, donghanh.evaluation.judgement, donghanh.evaluation.readiness\n"
        "print([one for one in ('pandas', 'scipy', 'pyfixest', 'pysyncon', 'matplotlib') if one in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
