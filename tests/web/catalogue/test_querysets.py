from __future__ import annotations

import os
import shutil
from uuid import uuid4

import pytest
from django.http import Http404
from tests.cast import Cast
from tests.web.catalogue.conftest import BACKWARDS, GOOD, LATE, SECRET

from donghanh.lake.sharing.access import View, public_view
from donghanh.packs.own import Owner, keep, read_text
from donghanh.paths import demo_folder, own_packs_folder
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.querysets import (
    dataset_of,
    datasets_matching,
    loads_of,
    names_of,
    packs,
    preview,
    quarantine_reasons,
    row_counts,
    version_of,
)


def test_datasets_are_found_without_diacritics_and_all_words_must_fit() -> None:
    assert [one.code for one in datasets_matching("ho so THU TUC")] == ["services.dossiers"]
    assert datasets_matching("hồ sơ thủy lợi") == []


def test_an_unknown_dataset_is_a_page_not_found() -> None:
    with pytest.raises(Http404):
        dataset_of("nothing.here")


def test_the_first_rows_show_codes_as_words_and_never_a_personal_column(cast: Cast, dossiers, write) -> None:
    load_file(dossiers, write(), by=cast.ha, file_name="x.csv", once=uuid4())
    version = version_of(dossiers)
    assert version is not None
    shown = preview(dossiers, version, public_view(dossiers), limit=20)
    assert shown.hidden == 1
    assert SECRET not in repr(shown)
    figure_id, cells = shown.rows[0]
    assert figure_id == f"record/services.dossiers/A1@{loads_of(dossiers)[0].snapshot}"
    assert {"vi": "Trực tuyến", "en": "Online"} in cells


def test_a_row_whose_key_one_may_not_see_leads_nowhere(cast: Cast, dossiers, write) -> None:
    load_file(dossiers, write(), by=cast.ha, file_name="x.csv", once=uuid4())
    version = version_of(dossiers)
    assert version is not None
    shown = preview(dossiers, version, View(("channel",), rows="commune_code = 'LG002'"), limit=20)
    assert shown.rows == (("", ({"vi": "Trực tiếp", "en": "In person"},)),)


def test_a_version_that_is_none_is_a_page_not_found(cast: Cast, dossiers, write) -> None:
    assert version_of(dossiers) is None
    load_file(dossiers, write(), by=cast.ha, file_name="x.csv", once=uuid4())
    with pytest.raises(Http404):
        version_of(dossiers, "1")


def test_rows_are_counted_for_loaded_datasets_only(cast: Cast, dossiers, write) -> None:
    assert row_counts([dossiers]) == {}
    load_file(dossiers, write(), by=cast.ha, file_name="x.csv", once=uuid4())
    assert row_counts([dossiers]) == {"services.dossiers": 2}


def test_the_reasons_of_a_load_are_kinds_without_the_values_they_were_found_in(cast: Cast, dossiers, write) -> None:
    bad_day = "A4,1.000001,LG001,2026-28-01,,,online,"
    other_day = "A5,1.000001,LG001,2026-29-01,,,online,"
    rows = [GOOD, LATE, BACKWARDS, bad_day, other_day]
    loaded = load_file(dossiers, write(rows), by=cast.ha, file_name="x.csv", once=uuid4())
    reasons = quarantine_reasons(dossiers, loaded.record)
    assert [(words["vi"], number) for words, number in reasons] == [
        ("Ngày tiếp nhận: đảo ngày và tháng", 2),
        ("Ngày trả kết quả trước ngày tiếp nhận", 1),
    ]


def test_names_come_with_the_organisation_and_unknown_ones_are_left_out(cast: Cast) -> None:
    assert names_of({"ha", "nobody"}) == {"ha": "Nguyễn Thu Hà (Sở KH&CN)"}


def test_packs_are_read_again_once_an_own_edition_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DONGHANH_PACKS", raising=False)
    before = packs()
    assert packs() is before
    text = (demo_folder() / "packs" / "lam-giang" / "indices" / "lg-cds-2025.yaml").read_text(encoding="utf-8")
    text = text.replace("place: LG,", 'place: "01",')
    for edition in ("2031", "2032"):
        told = text.replace('edition: "2025"', f'edition: "{edition}"')
        keep(told, read_text(told, "x.yaml"), packs(), Owner("Sở KH&CN"))
        assert ("lg-cds", edition) in packs().indices
        assert packs() is packs()
    assert ("lg-cds", "2031") not in before.indices


def test_a_pack_spoilt_by_hand_leaves_the_sound_ones_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DONGHANH_PACKS", raising=False)
    shutil.copytree(demo_folder() / "packs", own_packs_folder())
    sound = packs()
    (own_packs_folder() / "lam-giang" / "pack.yaml").write_text("code: [", encoding="utf-8")
    os.utime(own_packs_folder(), ns=(1, 1))
    assert packs() is sound and packs() is sound
