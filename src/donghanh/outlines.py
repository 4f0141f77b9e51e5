"""Shapes of places for maps: generalised outlines of provinces, centroids of communes, and how they are drawn.

The files lie beside the tables of places: ``outlines.geojson`` (provinces of two days, before and after the mergers
of 2025, and the archipelagos) and ``centroids.csv`` (communes of today). Coordinates are WGS 84, longitude first.
The law wants Hoàng Sa and Trường Sa on every map of Việt Nam: :meth:`Outlines.country` always brings them.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import shapely

Point = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """A place's territory as rings of points, or, without rings, the points that stand for it."""

    code: str
    name: str
    rings: tuple[tuple[Point, ...], ...] = ()
    points: tuple[Point, ...] = ()

    def moved(self, frame: Frame) -> Drawn:
        """The outline as a frame draws it."""
        path = "".join("M" + "L".join(f"{x:g},{y:g}" for x, y in map(frame.place, ring)) + "Z" for ring in self.rings)
        return Drawn(self.code, self.name, path, tuple(frame.place(point) for point in self.points))


@dataclass(frozen=True)
class Drawn:
    """An outline in the picture's own units: the ``d`` of an SVG path, and points as x, y."""

    code: str
    name: str
    path: str
    points: tuple[Point, ...]


class Frame:
    """Fits outlines into a picture ``width`` wide: equirectangular, true to scale at the middle latitude."""

    def __init__(self, outlines: Iterable[Outline], width: float = 600, margin: float = 12) -> None:
        points = [point for one in outlines for point in (*one.points, *(p for ring in one.rings for p in ring))]
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        self._shrink = math.cos(math.radians((south + north) / 2))
        self._scale = (width - 2 * margin) / max((east - west) * self._shrink, 1e-6)
        self._west, self._north, self._margin = west, north, margin
        self.width = width
        self.height = round((north - south) * self._scale + 2 * margin, 1)

    def place(self, point: Point) -> Point:
        """Where a point (longitude, latitude) lies in the picture, to a tenth."""
        x = (point[0] - self._west) * self._shrink * self._scale + self._margin
        return round(x, 1), round((self._north - point[1]) * self._scale + self._margin, 1)


class Outlines:
    """What some folders hold of shapes; read when first asked for."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders

    def country(self, on: date) -> tuple[Outline, ...]:
        """The provinces of that day (63 until 30/06/2025, then 34) and the archipelagos Hoàng Sa and Trường Sa."""
        days = sorted({day for day, _ in self._provinces})
        chosen = max((day for day in days if day <= on), default=days[0])
        return (*(one for day, one in self._provinces if day == chosen), *self._archipelagos)

    def centroid(self, code: str) -> Point | None:
        """The middle of a commune of today, or None where no table has it."""
        return self._centroids.get(code)

    @cached_property
    def _features(self) -> list[dict[str, object]]:
        files = [folder / "outlines.geojson" for folder in self._folders]
        return [one for file in files if file.is_file() for one in json.loads(file.read_text("utf-8"))["features"]]

    @cached_property
    def _provinces(self) -> list[tuple[date, Outline]]:
        return [
            (date.fromisoformat(one["properties"]["from"]), _outline(one))  # type: ignore[index]
            for one in self._features
            if "from" in one["properties"]  # type: ignore[operator]
        ]

    @cached_property
    def _archipelagos(self) -> tuple[Outline, ...]:
        return tuple(_outline(one) for one in self._features if "from" not in one["properties"])  # type: ignore[operator]

    @cached_property
    def _centroids(self) -> dict[str, Point]:
        found = {}
        for file in (folder / "centroids.csv" for folder in self._folders):
            if file.is_file():
                with file.open(encoding="utf-8", newline="") as lines:
                    for row in csv.DictReader(lines):
                        found[row["code"]] = (float(row["longitude"]), float(row["latitude"]))
        return found


def _outline(feature: dict[str, object]) -> Outline:
    told = feature["properties"]
    return of_geometry(told["code"], told["name"], shapely.geometry.shape(feature["geometry"]))  # type: ignore[index]


def of_geometry(code: str, name: str, geometry: shapely.Geometry) -> Outline:
    """The outline of a place from a geometry in WGS 84: outer and inner rings of polygons, or points."""
    rings, points = [], []
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            rings += [tuple(ring.coords) for ring in (part.exterior, *part.interiors)]
        elif part.geom_type == "Point":
            points.append((part.x, part.y))
    return Outline(code, name, tuple(rings), tuple(points))
