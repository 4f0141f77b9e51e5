import json

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tests.warehouse import places, small, write

from donghanh.lake.lineage import faults
from donghanh.lake.loading.geometries import parse_geometries
from donghanh.lake.loading.load import load

HANOI = shapely.Point(105.85, 21.03)


@given(
    points=st.lists(
        st.tuples(st.floats(102, 118, allow_subnormal=False), st.floats(6, 24, allow_subnormal=False)),
        min_size=3,
        max_size=8,
        unique=True,
    )
)
def test_a_geometry_is_the_same_in_whatever_form_it_is_written(points):
    line = shapely.LineString(points)
    written = [shapely.to_wkb(line, hex=True), shapely.to_wkt(line, rounding_precision=-1), shapely.to_geojson(line)]
    for wkb, fault in parse_geometries(written):
        assert fault is None
        assert shapely.equals_exact(shapely.from_wkb(wkb), line, tolerance=1e-12)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("POINT (21.03 105.85)", "geometry-swapped"),
        ("POINT (587000 2325000)", "geometry-bounds"),
        ("POINT (105.85, 21.03)", "geometry"),
        ("POINT EMPTY", "geometry"),
        ("Hà Nội", "geometry"),
        ('{"type": "Point"}', "geometry"),
        ("0101000000", "geometry"),
    ],
)
def test_what_is_no_place_on_earth_is_named_for_what_is_wrong_with_it(written, fault):
    assert parse_geometries([written]) == [(None, fault)]


def test_geometries_are_stored_as_wkb_and_faulty_ones_set_aside_with_their_row(lake, tmp_path):
    dataset = small([{"name": "shape", "type": "geometry"}])
    feature = json.dumps({"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(HANOI)})
    shapes = ["POINT (105.85 21.03)", feature, "", "POINT (21.03 105.85)"]
    rows = [{"id": str(number), "shape": shape} for number, shape in enumerate(shapes, start=1)]
    file = write(tmp_path / "a.csv", rows)
    load(lake, dataset, file, places(), loaded_by="thử")
    with lake.reading() as cursor:
        stored = cursor.execute("SELECT id, shape FROM lake.test.rows ORDER BY id").fetchall()
    assert [one and shapely.from_wkb(one) for _, one in stored] == [HANOI, HANOI, None]
    ((row, code, vi),) = [(one.row, one.code, one.vi) for one in faults(lake, dataset)]
    assert (row, code) == (5, "geometry-swapped") and "đổi chỗ" in vi
