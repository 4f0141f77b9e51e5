from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from donghanh.lake.definition import LoadRule
from donghanh.web.catalogue.forms import LARGEST, LoadForm, MappingForm


def test_a_file_too_large_for_a_page_is_refused_at_the_field(dossiers) -> None:
    file = SimpleUploadedFile("x.csv", b"a")
    file.size = LARGEST + 1
    assert "file" in LoadForm({}, {"file": file}, dataset=dossiers).errors


def test_a_missing_file_is_said_at_the_field(dossiers) -> None:
    assert "file" in LoadForm({}, {}, dataset=dossiers).errors


def test_only_files_that_remove_rows_can_be_called_corrections(dossiers) -> None:
    assert "is_correction" not in LoadForm(dataset=dossiers).fields
    whole = dossiers.model_copy(update={"load": LoadRule(mode="full")})
    assert "is_correction" in LoadForm(dataset=whole).fields


def test_a_period_that_is_none_is_said_with_the_way_to_write_it(dossiers) -> None:
    errors = LoadForm({"period": "tháng 5"}, {"file": SimpleUploadedFile("x.csv", b"a")}, dataset=dossiers).errors
    assert "2026-05" in str(errors["period"])


def test_two_titles_for_one_column_are_refused(dossiers) -> None:
    told = {"title_0": "channel", "title_1": "channel"}
    form = MappingForm(told, dataset=dossiers, titles=["Kênh", "Hình thức"], chosen={})
    assert not form.is_valid()
    form = MappingForm(told | {"title_1": ""}, dataset=dossiers, titles=["Kênh", "Hình thức"], chosen={})
    assert form.is_valid()
    assert form.mapping == {"Kênh": "channel", "Hình thức": ""}
