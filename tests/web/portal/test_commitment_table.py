from __future__ import annotations

import csv
import io
from datetime import date

from tests.cast import Cast, make_agreement, make_claim

from donghanh.web.portal.commitment_table import HEAD, commitment_table
from donghanh.web.portal.querysets import public_commitments
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.models import Commitment

TODAY = date(2026, 7, 1)


def _rows(table: str) -> list[dict[str, str]]:
    assert table.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))


def test_the_table_has_a_row_for_each_commitment_with_its_verified_state(cast: Cast) -> None:
    claim = make_claim(cast)
    accept_claim(claim, by=cast.yen)
    agreement = claim.task.commitment.agreement
    rows = _rows(commitment_table(agreement, public_commitments(agreement, on=TODAY), on=TODAY))
    assert tuple(rows[0]) == HEAD
    assert [row["da_tham_tra"] for row in rows] == ["1", "0", "0"]
    assert rows[0]["ben_cam_ket"] == "Tập đoàn Công nghệ Sao Lam"
    assert {row["tinh_den_ngay"] for row in rows} == {"2026-07-01"}


def test_text_that_a_spreadsheet_would_run_is_made_harmless(cast: Cast) -> None:
    nasty = [Commitment(text='=HYPERLINK("http://x","y")'), Commitment(text="-1+1, rồi xuống\ndòng")]
    agreement = make_agreement(cast, commitments=nasty)
    rows = _rows(commitment_table(agreement, public_commitments(agreement, on=TODAY), on=TODAY))
    assert [row["cam_ket"][:2] for row in rows] == ["'=", "'-"]
