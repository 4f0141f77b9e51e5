"""What the departments of the demo province send: their register, and the files made from ``demo/simulated/``."""

from __future__ import annotations

import csv
import tempfile
from datetime import date
from pathlib import Path

from donghanh.lake.definition import Dataset
from donghanh.paths import demo_folder
from donghanh.periods import MONTHS, Period
from donghanh.places import Place
from donghanh.simulate import Quantities, Recipe, quantities, simulate
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.querysets import dataset_of, loads_of
from donghanh.web.demo import content
from donghanh.web.organisations.models import Organisation, User

REGISTER = "core.organisations"
_PLACES = "places.yaml"


def recipes() -> list[Recipe]:
    """How every simulated dataset arises, in order of their files."""
    files = sorted((demo_folder() / "simulated").glob("*.yaml"))
    return [content.read(Recipe, path) for path in files if path.name != _PLACES]


def build_register(*, by: User, as_of: date) -> None:
    """Load the organisations of the installation, unless the register holds a load already."""
    dataset = dataset_of(REGISTER)
    if loads_of(dataset):
        return
    above = Organisation.objects.filter(is_simulated=True, kind="province").exclude(place_code="").first()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "danh-muc-don-vi.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(column.name for column in dataset.columns)
            for one in Organisation.objects.order_by("code"):
                has_above = above and one.is_simulated and one.kind != "partner" and one != above
                parent = above.code if above and has_above else ""
                writer.writerow((one.code, one.name, one.kind, one.place_code, parent))
        load_file(dataset, file, by=by, file_name=file.name, as_of=as_of)


def build_returns(places: tuple[Place, ...]) -> None:
    """Load what every recipe makes, as the account it names; a dataset that holds a load already is left alone."""
    known = quantities(content.read(Quantities, demo_folder() / "simulated" / _PLACES), places)
    for recipe in recipes():
        dataset = dataset_of(recipe.dataset)
        if loads_of(dataset):
            continue
        by = User.objects.get(username=recipe.by)
        with tempfile.TemporaryDirectory() as folder:
            for made, text in simulate(recipe, known, _titles(dataset)):
                file = Path(folder) / made.name
                file.write_text(text, encoding="utf-8")
                whole, last = _told(dataset, made.periods), made.periods[-1].last_day
                period = str(whole) if whole else None
                load_file(dataset, file, by=by, file_name=made.name, period=period, as_of=last)


def _told(dataset: Dataset, periods: tuple[Period, ...]) -> Period | None:
    """What the sender of a file says it is the whole of: the shortest period that holds all of its own, if any does."""
    least = max(MONTHS[periods[0].grain], MONTHS[dataset.load.grain])
    found = (periods[0].widened(grain) for grain, months in MONTHS.items() if months >= least)
    return next((one for one in found if periods[-1] in one), None)


def _titles(dataset: Dataset) -> dict[str, str]:
    return {column.name: column.title for column in dataset.columns}
