from __future__ import annotations

import json

from click.testing import CliRunner
from tests.cast import Cast, make_claim

from donghanh.errors import TraceError
from donghanh.web.ui.commands import trace


def test_the_chain_of_a_figure_ends_at_the_paper(cast: Cast) -> None:
    claim = make_claim(cast)
    figure = f"agreement/{claim.task.commitment.agreement.code}/commitments"
    told = json.loads(CliRunner().invoke(trace, [figure, "--json"]).stdout)
    step = told
    while step["inputs"]:
        step = step["inputs"][0]
    assert (told["value"], step["sources"][0]["reference"]) == (3, "45/BB-BG")
    shown = CliRunner().invoke(trace, [figure]).stdout
    assert "45/BB-BG" in shown and figure in shown


def test_a_figure_that_leads_nowhere_is_an_input_error(db) -> None:
    assert isinstance(CliRunner().invoke(trace, ["agreement/none/commitments"]).exception, TraceError)
