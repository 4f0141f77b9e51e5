"""The running agreement in a real browser: pages, a task moved by keyboard, two editors, a table brought in."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Browser
from tests.browser.conftest import Site, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AGREEMENT = "/thoa-thuan/lam-giang-ben-giang-2026/"
OFFICE_PAGES = {
    "60-viec-can-lam": "/",
    "61-thoa-thuan": "/thoa-thuan/",
    "62-mot-thoa-thuan": AGREEMENT,
    "63-trung-lap": "/thoa-thuan/trung-lap/",
    "64-ra-soat": "/thoa-thuan/quang-tri-fpt-2021/ra-soat/",
    "65-lo-trinh": AGREEMENT + "lo-trinh/",
    "66-bieu-do": AGREEMENT + "bieu-do/?year=2026",
    "67-nhiem-vu": "/nhiem-vu/?q=trung tam du lieu",
    "68-kien-nghi": "/kien-nghi/",
    "69-cuoc-hop": "/cuoc-hop/",
    "70-to-chuc": "/to-chuc/so-do/",
    "71-don-vi": "/don-vi/so-noi-vu-lam-giang/",
    "72-tim-kiem": "/tim-kiem/?q=an toan thong tin",
    "73-thi-diem": "/thi-diem/",
    "74-lich": "/lich/",
    "75-thong-bao": "/thong-bao/cai-dat/",
    "76-gia-han": "/gia-han/",
}


def test_the_pages_of_the_running_agreement_are_in_order(visitor: Visitor) -> None:
    visitor.sign_in("sokhcn")
    for name, address in OFFICE_PAGES.items():
        visitor.open(address)
        visitor.look(name)


@pytest.mark.parametrize(("who", "number"), [("lanhdao", 77), ("bengiang", 78), ("sonoivu", 79), ("xabenlam", 80)])
def test_each_role_finds_what_it_must_do_now(visitor: Visitor, who: str, number: int) -> None:
    visitor.sign_in(who)
    visitor.look(f"{number}-viec-cua-{who}")
    visitor.page.click("main tbody a >> nth=0")
    visitor.look(f"{number}-mo-tu-trang-dau-{who}")


def test_a_meeting_and_a_pilot_open_from_their_lists(visitor: Visitor) -> None:
    visitor.sign_in("sokhcn")
    visitor.open("/cuoc-hop/")
    visitor.page.click("main tbody a[href^='/cuoc-hop/'] >> nth=0")
    visitor.look("81-mot-cuoc-hop")
    visitor.open("/thi-diem/")
    visitor.page.click("main tbody a:has-text('Nhắc hạn')")
    visitor.look("82-mot-thi-diem")
    visitor.open(visitor.page.url.removeprefix(visitor.address) + "tac-dong/")
    assert "services.on_time_share" in visitor.page.content()
    visitor.look("83-tac-dong")


def test_a_bar_is_moved_by_the_keyboard_and_put_back(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("sokhcn")
    visitor.open(AGREEMENT + "bieu-do/")
    bar = page.locator("[data-task]").first
    key, before = bar.get_attribute("data-task"), bar.get_attribute("data-due")
    bar.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.fill("#gantt-reason", "Chờ thiết bị")
    visitor.look("84-doi-lich")
    visitor.send("#gantt-dialog button.btn-primary")
    moved = page.locator(f"[data-task='{key}']")
    assert moved.get_attribute("data-due") != before
    visitor.send("main form.notice button")
    assert page.locator(f"[data-task='{key}']").get_attribute("data-due") == before


def test_the_second_of_two_editors_loses_nothing(visitor: Visitor, browser: Browser, site: Site) -> None:
    page = visitor.page
    visitor.sign_in("sokhcn")
    visitor.open("/nhiem-vu/?state=not_started")
    page.click("main tbody a[href^='/nhiem-vu/'] >> nth=0")
    address = page.url.removeprefix(visitor.address)
    other = Visitor(browser, site)
    for one in (visitor, other):
        if one is other:
            one.sign_in("sokhcn")
        one.open(address + "sua/")
    other.page.fill("[name=product]", "Báo cáo của người thứ nhất")
    other.send()
    page.fill("[name=title]", "Tên do người thứ hai gõ")
    visitor.send()
    assert "Báo cáo của người thứ nhất" in page.locator("#doi-chieu").inner_text()
    assert page.input_value("[name=title]") == "Tên do người thứ hai gõ"
    visitor.errors.clear()  # the browser notes that the first answer was a refusal
    visitor.look("85-hai-nguoi-cung-sua")
    assert other.errors == []
    other.page.context.close()


def test_a_task_table_is_brought_in_row_by_row(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    file = tmp_path / "phu-luc.xlsx"
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("Phụ lục")
    sheet.write_row(0, 0, ["STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm"])
    sheet.write_row(1, 0, ["1", "Lập bản đồ sóng di động", "Sở KH&CN", "Công an tỉnh", "Quý II/2027", "Bản đồ sóng"])
    sheet.write_row(2, 0, ["2", "Rà soát cột treo cáp", "Sở Không Có", "", "30/9/2027", "Danh mục"])
    book.close()
    visitor.sign_in("sokhcn")
    visitor.open("/nhiem-vu/nhap-bang/")
    visitor.look("86-nhap-bang")
    page.set_input_files("[name=file]", file)
    page.select_option("[name=agreement]", index=1)
    page.fill("[name=commitment]", "1")
    visitor.send()
    visitor.look("87-kiem-tra-bang")
    visitor.send()
    assert "Sở Không Có" in visitor.refused()
    visitor.look("88-bang-con-loi")
    page.uncheck("[name=rows-1-keep]")
    visitor.send()
    visitor.open("/nhiem-vu/?q=ban do song di dong")
    assert page.locator("main tbody tr").count() == 1
