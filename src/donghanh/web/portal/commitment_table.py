"""The table of commitments as open data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from donghanh.web.programme.models import Agreement, Commitment

HEAD = (
    "thoa_thuan",
    "so",
    "cam_ket",
    "ben_cam_ket",
    "loai",
    "so_nhiem_vu",
    "nhiem_vu_da_tham_tra",
    "da_tham_tra",
    "du_lieu_mo_phong",
    "tinh_den_ngay",
)
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for a single-byte encoding


def commitment_table(agreement: Agreement, commitments: Iterable[Commitment], *, on: date) -> str:
    """One row a commitment, from :func:`~donghanh.web.portal.querysets.public_commitments`; dates as yyyy-mm-dd."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEAD)
    for one in commitments:
        row = [
            agreement.code,
            one.number,
            one.text,
            one.promisor.name if one.promisor else "",
            one.status,
            one.task_count,
            one.verified_count,
            int(one.is_verified),
            int(agreement.is_simulated),
            on.isoformat(),
        ]
        writer.writerow([_harmless(cell) for cell in row])
    return _BYTE_ORDER_MARK + file.getvalue()


def _harmless(cell: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
