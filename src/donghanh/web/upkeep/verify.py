"""Is everything still as it was written? The audit chain, the lake's files, received documents, frozen reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from donghanh.lake.copies import missing_files
from donghanh.paths import lake_folder
from donghanh.web.audit.log import broken_links
from donghanh.web.programme.models import Document
from donghanh.web.reports.models import Review
from donghanh.web.upkeep.manifest import sha256_of


@dataclass(frozen=True)
class Fault:
    """What is wrong, and what to do about it, in both languages."""

    code: str
    thing: str
    vi: str
    en: str


_VI_BACKUP = "Khôi phục từ bản sao lưu gần nhất còn đúng: donghanh restore THƯ_MỤC --replace."
_EN_BACKUP = "Restore the latest backup that holds: donghanh restore FOLDER --replace."


def audit_faults() -> Iterator[Fault]:
    """Entries of the log that were changed, removed or put in between."""
    for event in broken_links():
        yield Fault(
            "audit.chain",
            f"audit/{event.number}",
            f"Nhật ký: mục {event.number} ({event.action}) không khớp chuỗi mã băm. {_VI_BACKUP}",
            f"Audit log: entry {event.number} ({event.action}) breaks the chain of hashes. {_EN_BACKUP}",
        )


def lake_faults() -> Iterator[Fault]:
    """Data files that the lake's catalogue names and that are gone or of another size."""
    if not (lake_folder() / "catalogue.sqlite").exists():
        return
    for name in missing_files(lake_folder()):
        yield Fault(
            "lake.file",
            name,
            f"Kho dữ liệu: tệp {name} bị mất hoặc sai kích thước. {_VI_BACKUP}",
            f"Lake: the data file {name} is missing or of another size. {_EN_BACKUP}",
        )


def document_faults() -> Iterator[Fault]:
    """Received documents whose file is no longer what was received."""
    for document in Document.objects.exclude(file="").order_by("pk").iterator():
        yield from _file_fault(document.file, document.sha256, f"document/{document.pk}", str(document))


def review_faults() -> Iterator[Fault]:
    """Reviews whose file is no longer what was built."""
    for review in Review.objects.order_by("pk").select_related("agreement").iterator():
        yield from _file_fault(review.file, review.sha256, f"review/{review.pk}", str(review))


def _file_fault(file: FieldFile, sha256: str, thing: str, label: str) -> Iterator[Fault]:
    try:
        actual = sha256_of(Path(file.path))
    except OSError:
        yield Fault(
            "file.missing",
            thing,
            f"{thing} “{label}”: không còn tệp {file.name}. {_VI_BACKUP}",
            f"{thing} “{label}”: the file {file.name} is gone. {_EN_BACKUP}",
        )
        return
    if actual != sha256:
        yield Fault(
            "file.changed",
            thing,
            f"{thing} “{label}”: tệp {file.name} đã bị sửa (SHA-256 không khớp). {_VI_BACKUP}",
            f"{thing} “{label}”: the file {file.name} was changed (its SHA-256 differs). {_EN_BACKUP}",
        )


CHECKS: dict[str, tuple[object, Callable[[], Iterator[Fault]]]] = {
    "audit": (_("audit log"), audit_faults),
    "lake": (_("lake"), lake_faults),
    "documents": (_("received documents"), document_faults),
    "reviews": (_("reviews"), review_faults),
}
"""What is checked, in order."""
