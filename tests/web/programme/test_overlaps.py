from __future__ import annotations

import pytest
from tests.cast import make_agreement, make_task

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import Agreement, Commitment
from donghanh.web.programme.overlaps import overlaps

pytestmark = pytest.mark.django_db

WAREHOUSE = "Xây dựng kho dữ liệu dùng chung của tỉnh"


def _agreements(cast, *commitments, **facts):
    return [make_agreement(cast, commitments=[one], **facts) for one in commitments]


def test_the_same_product_in_other_words_and_without_diacritics_is_found(cast) -> None:
    _agreements(cast, Commitment(text=WAREHOUSE), Commitment(text="Nâng cấp KHO DỮ LIỆU DÙNG CHUNG"))
    (found,) = overlaps(Agreement.objects.all())
    assert found.products and found.period == (2025, 2030)


def test_the_same_area_counts_only_with_the_same_unit(cast) -> None:
    one = Commitment(text="Lớp học cho cán bộ xã", areas=["training"], province_owner=cast.home_affairs)
    other = Commitment(text="Nền tảng học trực tuyến", areas=["training", "s_health"])
    first, second = _agreements(cast, one, other)
    assert overlaps(Agreement.objects.all()) == []
    make_task(cast, second.commitments.get(), lead=cast.finance, co_organisations=[cast.home_affairs])
    (found,) = overlaps(Agreement.objects.all())
    assert (found.areas, found.units, found.products) == (("training",), ("Sở Nội vụ",), ())
    assert {found.one.agreement, found.other.agreement} == {first, second}


def test_tasks_with_the_same_product_are_named(cast) -> None:
    agreements = _agreements(cast, Commitment(text="Hạ tầng số"), Commitment(text="An toàn thông tin"))
    tasks = [make_task(cast, one.commitments.get(), product="Bản đồ trạm phát sóng cấp xã") for one in agreements]
    (found,) = overlaps(Agreement.objects.all())
    assert {task[0] for pair in found.tasks for task in pair} == {one.pk for one in tasks}


def test_the_same_promise_is_found_where_the_products_are_named_differently(cast) -> None:
    _agreements(cast, Commitment(text=WAREHOUSE, product="Biên bản nghiệm thu"), Commitment(text=WAREHOUSE))
    (found,) = overlaps(Agreement.objects.all())
    assert found.products == (WAREHOUSE, WAREHOUSE)


def test_what_most_commitments_of_an_agreement_name_makes_no_pair(cast) -> None:
    texts = ("Phủ sóng vùng cao", "Lớp học cho thôn bản", "Hồ sơ sức khỏe điện tử", "Chiếu sáng công cộng")
    for _ in range(2):
        several = [Commitment(text=one, areas=["training"], province_owner=cast.science) for one in texts]
        agreement = make_agreement(cast, commitments=several)
        for one in agreement.commitments.all():
            make_task(cast, one, product="Biên bản nghiệm thu đợt một", lead=cast.science)
        texts = ("Bản đồ du lịch", "Camera giao thông", "Truyền thanh cơ sở", "Học liệu trực tuyến")
    assert overlaps(Agreement.objects.all()) == []


def test_other_years_closed_agreements_and_what_was_carried_over_do_not_overlap_nor_do_two_provinces(cast) -> None:
    (first,) = _agreements(cast, Commitment(text=WAREHOUSE))
    _agreements(cast, Commitment(text=WAREHOUSE), start_year=2031, end_year=2035)
    _agreements(cast, Commitment(text=WAREHOUSE), state=Agreement.State.CLOSED)
    _agreements(cast, Commitment(text=WAREHOUSE, carried_from=first.commitments.get()))
    elsewhere = Organisation.objects.create(code="ubnd-khac", name="UBND tỉnh khác", kind="province")
    (other,) = _agreements(cast, Commitment(text=WAREHOUSE))
    Agreement.objects.filter(pk=other.pk).update(province=elsewhere)
    assert overlaps(Agreement.objects.all()) == []


def test_commitments_of_one_agreement_are_not_compared(cast) -> None:
    make_agreement(cast, commitments=[Commitment(text=WAREHOUSE), Commitment(text=WAREHOUSE)])
    assert overlaps(Agreement.objects.all()) == []


def test_its_queries_do_not_grow(cast, django_assert_num_queries) -> None:
    for agreement in _agreements(cast, *(Commitment(text=WAREHOUSE) for _ in range(4))):
        make_task(cast, agreement.commitments.get(), co_organisations=[cast.finance])
    with django_assert_num_queries(5):
        assert len(overlaps(Agreement.objects.all())) == 6
