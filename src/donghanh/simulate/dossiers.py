"""Simulated operating data of an invented province: the same bytes for the same seed, on every machine.

Nothing here describes a real place. The demo, the tests and the benchmarks use it; every page
that shows it says so.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Collection
from datetime import date, timedelta

from donghanh.places import Place

TITLES = (
    "dossier_id",
    "procedure_code",
    "commune_code",
    "submitted_on",
    "due_on",
    "completed_on",
    "channel",
    "applicant_name",
)
FAULTS = ("unknown place", "swapped date", "completed too early", "no procedure", "wrong channel", "key twice")
"""The kinds of faulty rows, each about one row in a hundred."""

_SEASON = (0.8, 0.6, 1.1, 1.0, 1.1, 1.2, 1.1, 1.2, 1.1, 1.0, 0.9, 0.9)
"""How busy each month is; the first two are Tết."""
_LIMITS = (1, 3, 5, 10, 15, 20, 30)
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
_GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Hà",
    "Hạnh",
    "Khánh",
    "Linh",
    "Minh",
    "Nga",
    "Phúc",
    "Quân",
    "Thảo",
    "Tú",
    "Yến",
)


def simulate_dossiers(
    communes: tuple[Place, ...],
    *,
    rows: int = 20_000,
    seed: int = 20260101,
    start: date,
    end: date,
    helped: Collection[str] = (),
    helped_from: date | None = None,
) -> str:
    """Dossiers received from ``start`` to ``end`` as a CSV file for ``services.dossiers``.

    Communes differ in size and in how often they are on time; towards the end more is submitted
    online. What would be answered after ``end`` is still open. About one row in a hundred has each
    of the :data:`FAULTS`. In the communes ``helped``, nine late dossiers in ten received from ``helped_from`` on are
    answered on the last day instead: what a pilot there would change. All other rows stay the same.
    """
    dice = random.Random(seed)
    size = [dice.paretovariate(1.6) for _ in communes]
    lateness = [dice.betavariate(2, 18) for _ in communes]
    days = [start + timedelta(days=count) for count in range((end - start).days + 1)]
    busy = [_SEASON[day.month - 1] * (0.05 if day.weekday() >= 5 else 1) for day in days]
    where = dice.choices(range(len(communes)), weights=size, k=rows)
    when = sorted(dice.choices(days, weights=busy, k=rows))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(TITLES)
    previous: list[str] = []
    for number, (commune, received) in enumerate(zip(where, when, strict=True), start=1):
        progress = (received - start).days / max(1, (end - start).days)
        row = _dossier(dice, number, communes[commune].code, received, lateness[commune], progress)
        if helped_from and received >= helped_from and row[2] in helped and number % 10:
            row[5] = min(row[5], row[4])
        if row[5] > end.isoformat():
            row[5] = ""  # still open on the last day
        for fault in FAULTS:
            if dice.random() < 0.01:
                _spoil(row, fault, previous)
                break
        writer.writerow(row)
        previous = row
    return out.getvalue()


def _dossier(dice: random.Random, number: int, code: str, received: date, late: float, progress: float) -> list[str]:
    limit = dice.choice(_LIMITS)
    due = received + timedelta(days=limit)
    taken = limit + dice.randint(1, 12) if dice.random() < late else max(0, limit - dice.randint(0, limit))
    online = 0.45 + 0.35 * progress
    channel = dice.choices(("online", "direct", "post"), weights=(online, 0.97 - online, 0.03))[0]
    return [
        f"{code}-{received:%y%m%d}-{number:07d}",
        f"1.{dice.randint(1, 240):06d}",
        code,
        received.isoformat(),
        due.isoformat(),
        (received + timedelta(days=taken)).isoformat(),
        channel,
        f"{dice.choice(_SURNAMES)} {dice.choice(_GIVEN)}",
    ]


def _spoil(row: list[str], fault: str, previous: list[str]) -> None:
    if fault == "unknown place":
        row[2] = "LG999"
    elif fault == "swapped date":
        year, month, _ = row[3].split("-")
        row[3] = f"{year}-{28}-{month}"
    elif fault == "completed too early":
        row[5] = (date.fromisoformat(row[3]) - timedelta(days=2)).isoformat()
    elif fault == "no procedure":
        row[1] = ""
    elif fault == "wrong channel":
        row[6] = "khác"
    elif previous:
        row[0] = previous[0]
