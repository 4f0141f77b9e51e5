from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from donghanh.errors import DocumentError, RefusedError
from donghanh.web.ui.middleware import RefusalMiddleware


@pytest.fixture
def handle(rf):
    request = rf.get("/")
    request.user, request.htmx = AnonymousUser(), False
    return lambda exception: RefusalMiddleware(lambda request: None).process_exception(request, exception)


@pytest.mark.parametrize(
    ("exception", "status"),
    [
        (RefusedError("forbidden.role", vi="Chỉ người thẩm định", en="Verifiers only"), 403),
        (RefusedError("state.done", vi="Đã xong", en="Already done"), 409),
        (DocumentError("read.empty", vi="Tệp rỗng", en="Empty file"), 400),
    ],
)
def test_our_errors_become_a_page_that_says_why(handle, exception, status) -> None:
    response = handle(exception)
    assert response.status_code == status
    assert exception.vi in response.content.decode()


def test_other_errors_are_left_to_django(handle) -> None:
    assert handle(ValueError("a mistake of ours")) is None
