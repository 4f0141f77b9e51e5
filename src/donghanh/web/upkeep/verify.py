"""Is everything still as it was written? The audit chain, the lake, uploads, received documents, frozen reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from donghanh.errors import DonghanhError
from donghanh.lake.catalogue import catalogue_of
from donghanh.lake.lineage import loads
from donghanh.lake.storage import Lake
from donghanh.lake.verify import Finding, verify_lake
from donghanh.paths import lake_folder
from donghanh.web.audit.log import broken_links
from donghanh.web.catalogue.models import Upload
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Document
from donghanh.web.reports.models import Review
from donghanh.web.upkeep.manifest import sha256_of

RESTORE = "donghanh restore THƯ_MỤC --replace"


def audit_findings(deep: bool = False) -> Iterator[Finding]:
    """Entries of the log that were changed, removed or put in between."""
    for event in broken_links():
        yield Finding(
            "audit.chain",
            f"audit/{event.number}",
            f"Nhật ký: mục {event.number} ({event.action}) không khớp chuỗi mã băm: nhật ký hết là bằng chứng.",
            f"Audit log: entry {event.number} ({event.action}) breaks the chain of hashes, so the log proves nothing.",
            RESTORE,
        )


def lake_findings(deep: bool = False) -> Iterator[Finding]:
    """What :func:`donghanh.lake.verify.verify_lake` finds."""
    yield from verify_lake(lake_folder(), deep=deep)


def upload_findings(deep: bool = False) -> Iterator[Finding]:
    """Uploads whose load the lake does not have, and loads by people of the application without an upload."""
    try:
        known = {one.id: one for one in loads(Lake.open(lake_folder()))} if catalogue_of(lake_folder()).exists() else {}
    except DonghanhError:
        return  # the lake's own check says what is wrong with it
    uploads = dict(Upload.objects.values_list("load_id", "file_name"))
    for load_id in sorted(uploads.keys() - known.keys()):
        yield Finding(
            "upload.no-load",
            f"upload/{load_id}",
            f"Tệp “{uploads[load_id]}” được ghi là lần nạp {load_id} nhưng kho dữ liệu không có lần nạp đó.",
            f"The file “{uploads[load_id]}” is on record as load {load_id}, which the lake does not have.",
            f"donghanh lake load TẬP_DỮ_LIỆU “{uploads[load_id]}”",
        )
    people = set(User.objects.values_list("username", flat=True))
    for load_id in sorted(known.keys() - uploads.keys()):
        load = known[load_id]
        if load.loaded_by in people:
            yield Finding(
                "load.no-upload",
                f"load/{load.dataset}/{load_id}",
                f"Lần nạp {load_id} ({load.file_name}) do {load.loaded_by} gửi không có trong sổ tệp đã gửi: ứng dụng "
                "bị ngắt giữa chừng. Số liệu đúng, chỉ thiếu dòng sổ và nhật ký.",
                f"Load {load_id} ({load.file_name}) sent by {load.loaded_by} is in no list of uploads: the application "
                "was cut off. The data are right, only the entry and its audit are missing.",
                f"donghanh lake versions {load.dataset}",
            )


def document_findings(deep: bool = False) -> Iterator[Finding]:
    """Received documents whose file is no longer what was received."""
    for document in Document.objects.exclude(file="").order_by("pk").iterator():
        yield from _file_finding(document.file, document.sha256, f"document/{document.pk}", str(document))


def review_findings(deep: bool = False) -> Iterator[Finding]:
    """Reviews whose file is no longer what was built."""
    for review in Review.objects.order_by("pk").select_related("agreement").iterator():
        yield from _file_finding(review.file, review.sha256, f"review/{review.pk}", str(review))


def _file_finding(file: FieldFile, sha256: str, thing: str, label: str) -> Iterator[Finding]:
    copy = f"cp BẢN_SAO_LƯU/media/{file.name} {file.path}"
    try:
        actual = sha256_of(Path(file.path))
    except OSError:
        vi, en = f"không còn tệp {file.name}", f"the file {file.name} is gone"
        yield Finding("file.missing", thing, f"{thing} “{label}”: {vi}.", f"{thing} “{label}”: {en}.", copy)
        return
    if actual != sha256:
        vi = f"tệp {file.name} đã bị sửa (SHA-256 không khớp)"
        en = f"the file {file.name} was changed (its SHA-256 differs)"
        yield Finding("file.changed", thing, f"{thing} “{label}”: {vi}.", f"{thing} “{label}”: {en}.", copy)


CHECKS: dict[str, tuple[object, Callable[[bool], Iterator[Finding]]]] = {
    "audit": (_("audit log"), audit_findings),
    "lake": (_("lake"), lake_findings),
    "uploads": (_("uploads"), upload_findings),
    "documents": (_("received documents"), document_findings),
    "reviews": (_("reviews"), review_findings),
}
"""What is checked, in order; each takes whether to look deep."""
