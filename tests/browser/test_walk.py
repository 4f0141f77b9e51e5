"""The whole chain in a real browser: document, agreement, task, verification, review, public page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.browser.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_seed_article_001_from_upload_to_the_public_page(visitor: Visitor, shared: Path) -> None:
    article = next((shared / "seeds").glob("001_*.txt"))
    agreement = _take_in(visitor, article)
    task = _hand_out(visitor, agreement)
    _claim(visitor, task)
    _verify(visitor, task)
    _review(visitor, agreement)
    _public(visitor, agreement)


def _take_in(visitor: Visitor, article: Path) -> str:
    page = visitor.page
    visitor.sign_in("sokhcn")
    visitor.look("01-viec-can-lam")
    visitor.open("/van-ban/tiep-nhan/")
    visitor.look("02-tiep-nhan")
    page.set_input_files("[name=file]", article)
    page.click("main form button.btn-primary")
    page.wait_for_selector("mark.mark-commitment")
    visitor.look("03-du-thao")
    assert page.input_value("[name=start_year]") == "2021"
    assert "Hải Dương" in page.input_value("[name=title]")
    page.click("button[name=confirm]")
    page.wait_for_url("**/thoa-thuan/*/")
    assert page.locator("#cam-ket tbody tr").count() >= 6
    visitor.look("04-thoa-thuan")
    return urlsplit(page.url).path


def _hand_out(visitor: Visitor, agreement: str) -> str:
    page = visitor.page
    page.click("#cam-ket tbody tr:nth-child(2) a")
    page.click("main a[href='?giao=1#giao']")
    page.fill("[name=title]", "Rà soát bộ chỉ số chuyển đổi số của tỉnh")
    page.fill("[name=product]", "Báo cáo rà soát kèm lộ trình cải thiện")
    page.select_option("[name=lead]", label="Sở Nội vụ")
    page.fill("[name=due_on]", "2028-06-30" if page.get_attribute("[name=due_on]", "type") == "date" else "30/06/2028")
    page.click("#giao button.btn-primary")
    page.wait_for_url(re.compile(r"/nhiem-vu/\d+/"))
    visitor.look("05-nhiem-vu")
    return urlsplit(page.url).path


def _claim(visitor: Visitor, task: str) -> None:
    page = visitor.page
    visitor.sign_in("sonoivu")
    visitor.open(task + "bao-cao/")
    page.fill("[name=text]", "Đã rà soát 98 chỉ tiêu, có báo cáo gửi UBND tỉnh.")
    page.check("[name=is_claim]")
    page.click("main form button.btn-primary >> text=/Gửi/")
    assert page.locator("[role=alert], .wrong").count() > 0, "a claim without evidence must be refused"
    day = "2026-06-18" if page.get_attribute("[name=evidence-0-issued_on]", "type") == "date" else "18/06/2026"
    page.fill("[name=evidence-0-number]", "45/BC-SNV")
    page.fill("[name=evidence-0-issued_on]", day)
    page.fill("[name=evidence-0-issuer]", "Sở Nội vụ")
    page.fill("[name=evidence-0-abstract]", "Báo cáo rà soát bộ chỉ số chuyển đổi số")
    visitor.look("06-bao-cao")
    page.click("main form button.btn-primary >> text=/Gửi/")
    page.wait_for_url(visitor.address + task)
    assert page.locator("#xac-minh").count() == 0, "the doer cannot verify"
    visitor.look("07-da-bao-cao")


def _verify(visitor: Visitor, task: str) -> None:
    page = visitor.page
    visitor.sign_in("thamtra")
    visitor.look("08-cho-xac-minh")
    visitor.open(task)
    page.click("#xac-minh button.btn-primary")
    page.wait_for_selector(".notice-success")
    assert page.locator("#xac-minh").count() == 0
    visitor.look("09-da-xac-minh")


def _review(visitor: Visitor, agreement: str) -> None:
    page = visitor.page
    visitor.sign_in("sokhcn")
    visitor.open(f"/bao-cao/lap/{agreement.strip('/').rpartition('/')[2]}/")
    visitor.look("10-lap-bao-cao")
    page.click("main form button.btn-primary")
    page.wait_for_url("**/bao-cao/*/")
    visitor.look("11-bao-cao-so-ket")
    with page.expect_download() as started:
        page.click("main a[href$='/tep']")
    assert started.value.suggested_filename.endswith(".docx")
    page.click("main a.figure >> nth=0")
    page.wait_for_url("**/nguon/**")
    visitor.look("12-nguon-goc")


def _public(visitor: Visitor, agreement: str) -> None:
    page = visitor.page
    page.context.clear_cookies()
    visitor.open("/")
    page.wait_for_url("**/cong-khai/")
    visitor.look("13-cong-khai")
    visitor.open(f"/cong-khai/{agreement.strip('/').rpartition('/')[2]}/")
    assert page.locator("text=/verified|đã (được )?(xác minh|thẩm định)/i").count() > 0
    visitor.look("14-cong-khai-thoa-thuan")


@pytest.mark.parametrize("person", ["sokhcn", "sonoivu", "saolam", "thamtra", "lanhdao"])
def test_each_role_finds_its_pages_in_order(visitor: Visitor, person: str) -> None:
    visitor.sign_in(person)
    addresses = visitor.page.eval_on_selector_all("nav.side a", "links => links.map(link => link.getAttribute('href'))")
    for address in addresses:
        visitor.open(address)
        visitor.look(f"{person}-{address.strip('/').replace('/', '-') or 'dau'}")


def test_the_province_s_agreement_indicator_and_index_open_down_to_the_record(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in("lanhdao")
    visitor.open("/thoa-thuan/")
    page.click("main a >> text=/Lam Giang/ >> nth=0")
    visitor.look("20-thoa-thuan-lam-giang")
    visitor.open("/chi-so/services.on_time_share/")
    page.wait_for_selector("[data-chart] svg")
    visitor.look("21-chi-so")
    page.click("main table a.figure >> nth=0")
    visitor.look("22-nguon-chi-so")
    for _ in range(2):  # the share → its numerator → one record
        page.click("main table a >> nth=0")
    assert "/nguon/record/" in page.url
    visitor.look("23-nguon-ho-so")
    assert page.locator("text=/\\.csv/").count() > 0
