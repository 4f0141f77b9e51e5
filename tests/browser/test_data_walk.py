"""The lake in a real browser: its pages, a file in two steps and taken back, a grant and its end, a target."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.browser.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COVERAGE = "/du-lieu/health.coverage/"
CASES = "health.notifiable_cases"
PAGES = {
    "30-can-sua": "/can-sua/",
    "31-phien-ban": COVERAGE + "phien-ban/",
    "32-chat-luong": COVERAGE + "chat-luong/",
    "33-cach-ly": COVERAGE + "cach-ly/",
    "34-nhat-ky": "/du-lieu/services.dossiers/nhat-ky-khai-thac/",
    "35-xin-quyen": "/du-lieu/services.dossiers/xin-quyen/",
    "36-yeu-cau": "/chia-se/1/",
    "37-chi-so": "/chi-so/services.on_time_share/?ranh-gioi=moi&xep=-gia-tri",
}


def test_the_pages_of_the_lake_are_in_order(visitor: Visitor) -> None:
    visitor.sign_in("sokhcn")
    for name, address in PAGES.items():
        visitor.open(address)
        visitor.look(name)
    visitor.open("/du-lieu/khong-co/")
    visitor.look("38-khong-thay")
    visitor.refused()


def test_rows_set_aside_are_corrected_loaded_and_taken_back(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    visitor.sign_in("soyte")
    visitor.open(COVERAGE + "cach-ly/")
    with page.expect_download() as started:
        page.click("main a[href*='cach-ly.csv']")
    corrected = tmp_path / "dong-da-sua.csv"
    rows = started.value.path().read_text(encoding="utf-8-sig")
    corrected.write_text(rows.replace(",LG999,01/", ",LG001,01/"), encoding="utf-8")
    _bring(visitor, corrected, correction=True)
    visitor.look("40-truoc-khi-nap")
    stored = int(page.locator(".stat-value >> nth=0").inner_text())
    assert stored == len(rows.splitlines()) - 1, "each row stands once in the file"
    visitor.send("button[value=load]")
    visitor.look("41-da-nap")
    visitor.open(COVERAGE + "phien-ban/")
    page.click("main tbody a[href*='/phien-ban/'] >> nth=0")
    page.click("main a[href*='/rut/']")
    visitor.look("42-rut-lan-nap")
    page.fill("[name=why]", "Gửi nhầm tệp.")
    visitor.send("main form button.btn-outline-danger")
    assert "/phien-ban/" in page.url
    visitor.look("43-phien-ban-sau-khi-rut")


def _bring(visitor: Visitor, file: Path, *, correction: bool) -> None:
    visitor.open(COVERAGE + "nap/")
    visitor.page.set_input_files("[name=file]", file)
    if correction:
        visitor.page.check("[name=is_correction]")
    visitor.send()


def test_a_file_with_titles_of_its_own_is_assigned_and_one_of_another_kind_refused(
    visitor: Visitor, tmp_path: Path
) -> None:
    page = visitor.page
    visitor.sign_in("soyte")
    own = tmp_path / "tieu-de-la.csv"
    own.write_text("Nơi,Khi nào,Bao nhiêu,Có thẻ,Có hồ sơ\nLG001,01/06/2026,9000,8000,7000\n", encoding="utf-8")
    _bring(visitor, own, correction=True)
    visitor.look("44-gan-tieu-de")
    for place, column in enumerate(("commune_code", "month", "population", "insured", "electronic_records")):
        page.select_option(f"[name=title_{place}]", column)
    visitor.errors.clear()
    visitor.send("button[value=map]")
    assert page.locator("button[value=load]").count() == 1
    visitor.send("button[value=drop]")
    other = tmp_path / "cong-van.pdf"
    other.write_bytes(b"%PDF-1.4")
    _bring(visitor, other, correction=True)
    assert "PDF" in visitor.refused()


def test_a_partner_asks_for_data_uses_the_grant_and_loses_it(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("bengiang")
    _ask(visitor, f"SELECT count(*) FROM {CASES}")
    assert CASES in visitor.refused()
    visitor.open(f"/du-lieu/{CASES}/xin-quyen/")
    page.fill("[name=ends_on]", f"{datetime.now(UTC) + timedelta(days=90):%d/%m/%Y}")
    page.fill("[name=purpose]", "cần")
    visitor.send()
    assert "ba từ" in visitor.refused()
    page.fill("[name=purpose]", "Bố trí đường truyền cho các trạm y tế có nhiều ca bệnh.")
    visitor.look("50-xin-quyen")
    visitor.send()
    grant = page.url.removeprefix(visitor.address)
    _answer(visitor, grant, "[formaction$='/duyet/']", "Đúng mục đích của thỏa thuận.")
    visitor.sign_in("bengiang")
    _ask(visitor, f"SELECT count(*) AS so_ca FROM {CASES}")
    visitor.look("51-truy-van")
    assert page.locator("#tra-loi td").inner_text().isdigit()
    _ask(visitor, f"DELETE FROM {CASES}")
    assert visitor.refused()
    _answer(visitor, grant, "details form[action$='/thu-hoi/'] button", "Đã dùng xong.")
    visitor.look("52-da-thu-hoi")
    visitor.sign_in("bengiang")
    _ask(visitor, f"SELECT count(*) FROM {CASES}")
    visitor.refused()


def _ask(visitor: Visitor, sql: str) -> None:
    visitor.open("/truy-van/")
    visitor.page.fill("[name=sql]", sql)
    visitor.send()


def _answer(visitor: Visitor, grant: str, button: str, reason: str) -> None:
    visitor.sign_in("soyte")
    visitor.open(grant)
    for summary in visitor.page.locator("main details:has([name=reason]) summary").all():
        summary.click()
    visitor.page.fill("main [name=reason] >> nth=0", reason)
    visitor.send(f"main {button}")


def test_a_target_is_entered_and_withdrawn(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("sokhcn")
    visitor.open("/chi-so/services.on_time_share/muc-tieu/")
    page.fill("[name=period]", "năm sau")
    page.fill("[name=value]", "97,5")
    page.fill("[name=source]", "Kế hoạch 05/KH-UBND ngày 05/01/2027 của UBND tỉnh")
    visitor.send()
    assert "năm sau" in visitor.refused()
    page.fill("[name=period]", "2027")
    visitor.look("60-nhap-muc-tieu")
    visitor.send()
    row = page.locator("#targets tr", has_text="97,5")
    assert row.count() == 1
    with page.expect_navigation():
        row.locator("a[href*='/rut/']").click()
    page.fill("[name=why]", "Kế hoạch đã thay thế.")
    visitor.look("61-rut-muc-tieu")
    visitor.send("main form button")
    assert page.locator("#targets tr", has_text="97,5").count() == 0
