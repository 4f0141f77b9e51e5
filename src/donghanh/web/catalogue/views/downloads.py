"""Taking a version of a dataset away as a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from donghanh.lake.sharing.exports import FORMATS, exported
from donghanh.web.catalogue.access import log_read, require_view
from donghanh.web.catalogue.models import Reading
from donghanh.web.catalogue.querysets import dataset_of, lake, version_of

_CHUNK = 1 << 16


@require_safe
def download(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """The rows and columns the person may see, of the newest version or the one asked for."""
    dataset = dataset_of(code)
    view = require_view(request.user, dataset)
    version = version_of(dataset, request.GET.get("phien-ban", ""))
    if kind not in FORMATS or version is None:
        raise Http404(kind)
    with ExitStack() as stack:
        path, rows = stack.enter_context(exported(lake(), dataset, version, view, kind))
        how = Reading.How.DOWNLOAD
        log_read(request.user, dataset, how=how, rows=rows, columns=view.names, version=version.snapshot)
        response = StreamingHttpResponse(_sent(path, stack.pop_all()), content_type=FORMATS[kind])
    name = f"{dataset.code}-{version.snapshot}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sent(path: Path, until_sent: ExitStack) -> Iterator[bytes]:
    with until_sent, path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
