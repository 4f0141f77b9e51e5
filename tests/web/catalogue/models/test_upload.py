from __future__ import annotations

from tests.cast import Cast

from donghanh.web.catalogue.models import Upload


def test_an_upload_is_called_by_its_dataset_and_file(cast: Cast) -> None:
    upload = Upload.objects.create(dataset_code="services.dossiers", file_name="x.csv", uploaded_by=cast.ha)
    assert str(upload) == "services.dossiers ← x.csv"
