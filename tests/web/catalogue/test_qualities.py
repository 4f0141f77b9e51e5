from __future__ import annotations

from uuid import uuid4

from tests.cast import Cast
from tests.web.catalogue.conftest import BACKWARDS, GOOD

from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.qualities import findings_of, open_in, scores_of


def test_what_is_mended_is_no_longer_open_and_raises_the_score(cast: Cast, dossiers, write) -> None:
    assert scores_of(dossiers) is None and findings_of(dossiers) == ()
    load_file(dossiers, write([GOOD, BACKWARDS]), by=cast.ha, file_name="x.csv", once=uuid4())
    before = scores_of(dossiers)
    assert [one.kind for one in open_in({dossiers.code}) if one.unit == "LG001"] == ["fault"]
    mended = BACKWARDS.replace("2026-01-01", "2026-01-11")
    load_file(dossiers, write([mended]), by=cast.ha, file_name="y.csv", once=uuid4())
    after = scores_of(dossiers)
    assert [one.kind for one in open_in({dossiers.code}) if one.kind == "fault"] == []
    assert before is not None and after is not None
    assert (after.whole.parts["validity"].points or 0) > (before.whole.parts["validity"].points or 0)
