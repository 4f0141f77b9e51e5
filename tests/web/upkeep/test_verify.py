from __future__ import annotations

from pathlib import Path

import pytest
from tests.cast import Cast

from donghanh.web.programme.actions.agreements.receive_document import receive_document
from donghanh.web.upkeep.verify import CHECKS, document_findings, lake_findings


def test_an_installation_without_anything_has_no_fault(db: None) -> None:
    assert [fault for _, find in CHECKS.values() for fault in find(True)] == []


def test_no_lake_is_no_fault(data_folder: Path) -> None:
    assert list(lake_findings()) == []


@pytest.mark.parametrize(("harm", "code"), [("changed", "file.changed"), ("removed", "file.missing")])
def test_a_received_document_that_is_no_longer_what_was_received_is_named(cast: Cast, harm: str, code: str) -> None:
    text = "Sáng 24/8, UBND tỉnh Lam Giang và Tập đoàn FPT ký kết thỏa thuận hợp tác chuyển đổi số."
    document = receive_document(text.encode(), by=cast.ha, file_name="bao.txt")
    assert list(document_findings()) == []
    file = Path(document.file.path)
    file.unlink() if harm == "removed" else file.write_text("khác", "utf-8")
    (fault,) = document_findings()
    assert (fault.code, fault.thing) == (code, f"document/{document.pk}")
