"""Editions of the installation: kept whole or not at all, read back as they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.indices.annex.papers import ROWS, TITLES, word

from donghanh.errors import InputError
from donghanh.indices.annex.edition import Head, to_edition, to_yaml
from donghanh.indices.annex.reading import read_annex
from donghanh.indices.definition import Edition
from donghanh.packs.definition import Packs, PacksError
from donghanh.packs.load import load_packs
from donghanh.packs.own import Owner, changed, is_own, keep, read_text, rehearse
from donghanh.paths import own_packs_folder, packs_folders
from donghanh.text import nfc

OWNER = Owner("Sở KH&CN", simulated=True)
HEAD = Head("cds-xa", "2026", "Bộ chỉ số cấp xã", "12/QĐ-UBND", "UBND tỉnh", "commune")


@pytest.fixture(scope="module")
def shipped() -> Packs:
    return load_packs(packs_folders()[:1])


def _told(**changes: Any) -> dict[str, Any]:
    return to_edition(read_annex(word([TITLES, *ROWS])), HEAD) | changes


def _keep(told: dict[str, Any], packs: Packs) -> Path:
    return keep(to_yaml(told), Edition.model_validate(told), packs, OWNER)


def _files() -> list[str]:
    own = own_packs_folder()
    return sorted(one.relative_to(own).as_posix() for one in own.rglob("*") if one.is_file())


def test_the_first_edition_brings_its_pack_and_the_second_stands_beside_it(shipped: Packs, data_folder: Path) -> None:
    assert changed(own_packs_folder()) == 0
    first = _keep(_told(), shipped)
    assert first == own_packs_folder() / "own-cds-xa" / "indices" / "cds-xa-2026.yaml"
    before = changed(own_packs_folder())
    packs = load_packs(packs_folders())
    assert is_own(packs, "cds-xa", "2026") and not is_own(packs, "dti", "922")
    assert packs.packs["own-cds-xa"].head.simulated
    _keep(_told(edition="2027"), packs)
    assert _files() == [
        "own-cds-xa/indices/cds-xa-2026.yaml",
        "own-cds-xa/indices/cds-xa-2027.yaml",
        "own-cds-xa/pack.yaml",
    ]
    assert changed(own_packs_folder()) > before
    assert [one.name for one in data_folder.iterdir()] == ["packs"], "nothing half-done is left"


def test_an_edition_that_is_there_is_written_over_where_it_stands(shipped: Packs) -> None:
    path = _keep(_told(), shipped)
    moved = path.with_name("tap-tin-khac.yaml")
    path.rename(moved)
    packs = load_packs(packs_folders())
    assert _keep(_told(missing="exclude"), packs) == moved
    assert load_packs(packs_folders()).indices["cds-xa", "2026"].missing == "exclude"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"below": {"index": "dti", "edition": "9922"}}, "dti 9922"),
        ({"code": "dti", "edition": "922"}, "dti 922"),
        ({"nodes": [{"code": "cds-xa", "name": {"vi": "x", "en": "x"}, "max": 1}]}, "nhóm|nút"),
    ],
)
def test_what_does_not_hold_with_all_packs_leaves_nothing_behind(
    shipped: Packs, data_folder: Path, changes: dict[str, Any], said: str
) -> None:
    told = _told(**changes)
    for attempt in (keep, rehearse):
        with pytest.raises(PacksError, match=said):
            attempt(to_yaml(told), Edition.model_validate(told), shipped, OWNER)
    assert list(data_folder.iterdir()) == []
    path = _keep(_told(), shipped)
    before = (path.read_bytes(), changed(own_packs_folder()), _files())
    packs = load_packs(packs_folders())
    with pytest.raises(PacksError, match=said):
        _keep(told, packs)
    assert (path.read_bytes(), changed(own_packs_folder()), _files()) == before


def test_a_folder_without_a_head_gets_one(shipped: Packs) -> None:
    _keep(_told(), shipped)
    pack = own_packs_folder() / "own-cds-xa"
    (pack / "pack.yaml").unlink()
    _keep(_told(edition="2027"), shipped)
    assert ("cds-xa", "2027") in load_packs(packs_folders()).indices


def test_a_rehearsal_writes_nothing(shipped: Packs, data_folder: Path) -> None:
    told = _told()
    rehearse(to_yaml(told), Edition.model_validate(told), shipped, OWNER)
    assert list(data_folder.iterdir()) == []


def test_an_installation_that_reads_other_folders_only_says_so(shipped: Packs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONGHANH_PACKS", str(packs_folders()[0]))
    with pytest.raises(InputError, match="DONGHANH_PACKS"):
        _keep(_told(), shipped)


@pytest.mark.parametrize(
    ("text", "line"), [("code: a\ncode: b\n", 2), ("code: a\nedition: x\nnmae: 1\n", 3), ("", 1), ("code: [\n", 2)]
)
def test_a_file_that_is_no_edition_is_refused_with_its_lines(text: str, line: int) -> None:
    with pytest.raises(PacksError) as refused:
        read_text(text, "../thu.yaml")
    assert line in [one.line for one in refused.value.errors]
    assert {one.file.name for one in refused.value.errors} == {"thu.yaml"}


_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), min_size=1, max_size=120)
_PRINTED = st.one_of(_WORDS, st.sampled_from(["no", "1.5e3", "-.5", "2026-01-01", "~", "00004", "a: b", "# c", "- d"]))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=_PRINTED, how=_PRINTED, number=_PRINTED, most=st.floats(0.25, 900, allow_nan=False))
def test_what_is_kept_is_what_is_loaded(shipped: Packs, name: str, how: str, number: str, most: float) -> None:
    told = _told(note={"vi": name, "en": how})
    item = told["items"][0] | {"how": {"vi": how, "en": how}, "number": number, "rule": {"kind": "yes_no"}}
    grown = most - item["max"]
    told["items"] = [item | {"max": most, "name": {"vi": name, "en": name}}, *told["items"][1:]]
    told["nodes"] = [
        one | {"max": one["max"] + grown} if one["code"] in ("cds-xa", *item["parents"]) else one
        for one in told["nodes"]
    ]
    edition = read_text(to_yaml(told), "x.yaml")
    assert edition.items[0].how == {"vi": nfc(how), "en": nfc(how)}
    keep(to_yaml(told), edition, shipped, OWNER)
    assert load_packs(packs_folders()).indices["cds-xa", "2026"] == edition
    assert edition == read_text(to_yaml(edition.model_dump(mode="python", exclude_defaults=True)), "x.yaml")
