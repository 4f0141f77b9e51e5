from __future__ import annotations

from django.utils import timezone
from tests.cast import Cast, make_agreement

from donghanh.web.programme.models import Agreement
from donghanh.web.reports.facts import gather
from donghanh.web.reports.measured import LOSSES_SHOWN, measure


def test_indicator_score_and_losses_are_those_of_the_province(lived: Agreement) -> None:
    measured = measure(gather(lived, as_of=timezone.localdate()))
    assert [(cell.place, str(cell.period)) for cell in measured.indicators] == [("LG", "2026-03")]
    standing = measured.standings[0]
    assert (standing.total.subject, len(standing.losses)) == ("LG", LOSSES_SHOWN)
    lost = [score.lost for score in standing.losses]
    assert lost == sorted(lost, reverse=True)
    assert measured.set_aside == ()


def test_nothing_measured_is_nothing(cast: Cast) -> None:
    measured = measure(gather(make_agreement(cast), as_of=timezone.localdate()))
    assert (measured.indicators, measured.standings, measured.set_aside) == ((), (), ())
