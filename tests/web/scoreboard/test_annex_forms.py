from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver
from tests.web.scoreboard.annexes import told

from donghanh.web.scoreboard.annex_forms import RESERVED, AnnexForm, CopyForm, FileForm, head_of, with_settings

HEAD = {"code": "cds-so", "edition": "2026", "name": " Bộ  chỉ số ", "number": "12/QĐ-UBND", "issuer": "UBND tỉnh"}
HEAD |= {"signed_on": "5/2/2026", "subjects": "commune", "kind": "share", "decimals": "4", "missing": "last"}


def _form(name: str = "x.docx", **changes: str) -> AnnexForm:
    return AnnexForm(HEAD | changes, {"file": SimpleUploadedFile(name, b"x")})


def test_what_is_told_becomes_the_head_and_the_settings_of_the_edition() -> None:
    form = _form(below="dti/922", below_item="1.1")
    assert form.is_valid(), form.errors
    head = head_of(form.head())
    assert (head.name, head.signed_on, head.subjects) == ("Bộ chỉ số", date(2026, 2, 5), "commune")
    edition = with_settings(told(), form.head())
    assert edition["below"] == {"index": "dti", "edition": "922", "item": "1.1"}
    assert (edition["missing"], edition["published"]) == ("last", {"kind": "share", "decimals": 4})
    assert list(edition)[-2:] == ["nodes", "items"]
    assert "below" not in with_settings(told(), _cleaned(below=""))


def _cleaned(**changes: str) -> dict:
    form = _form(**changes)
    assert form.is_valid(), form.errors
    return form.head()


@pytest.mark.parametrize(
    ("field", "value"),
    [("code", "dti xã"), ("code", "so-sanh"), ("edition", ""), ("signed_on", "31/02/2026"), ("decimals", "9")],
)
def test_a_wrong_field_says_so(field: str, value: str) -> None:
    form = _form(**{field: value})
    assert not form.is_valid() and field in form.errors


@pytest.mark.parametrize("name", ["x.doc", "x.pdf", "x"])
def test_only_files_of_today_are_taken(name: str) -> None:
    assert "file" in _form(name).errors


def test_a_file_sent_before_is_not_asked_for_again() -> None:
    assert AnnexForm(HEAD, kept="phu-luc.docx").is_valid()


def test_no_index_may_have_a_code_that_stands_in_the_addresses_of_pages() -> None:
    space = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "scoreboard")
    routes = [str(one.pattern) for one in space.url_patterns]
    second = {route.split("/")[1] for route in routes if route.startswith("bang-diem/") and route.count("/") > 1}
    assert {one for one in second if one and "<" not in one and "." not in one} <= set(RESERVED)


def test_the_other_forms_ask_for_a_file_and_a_code() -> None:
    assert FileForm({}, {"file": SimpleUploadedFile("x.yaml", b"a: 1")}).is_valid()
    assert not FileForm({}, {}).is_valid()
    assert CopyForm({"edition": "2027"}).is_valid() and not CopyForm({"edition": "2027 b"}).is_valid()
