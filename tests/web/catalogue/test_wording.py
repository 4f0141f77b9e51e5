from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import Cast
from tests.web.catalogue.sharing import asked, granted, today

from donghanh.lake.faults import Fault
from donghanh.web.catalogue.models import Grant
from donghanh.web.catalogue.querysets import dataset_of
from donghanh.web.catalogue.wording import say_state, shown, shown_fault


def test_a_grant_is_told_in_titles_and_words_not_in_names(cast: Cast) -> None:
    row = shown(
        asked(
            cast.tuan,
            columns=["channel"],
            personal={"applicant_name": "last3"},
            row_column="channel",
            row_values=["online", "post"],
        )
    )
    assert row.dataset == "Hồ sơ thủ tục hành chính" and row.columns == "Hình thức nộp"
    assert row.rows == "Hình thức nộp: Trực tuyến, Bưu chính" and row.personal.startswith("Người nộp: ")


@pytest.mark.parametrize(
    ("state", "begins", "ends", "tone"),
    [
        ("requested", 0, 9, "amber"),
        ("approved", 0, 9, "green"),
        ("approved", 3, 9, "blue"),
        ("approved", -9, -1, "grey"),
        ("declined", 0, 9, "red"),
        ("revoked", 0, 9, "red"),
        ("withdrawn", 0, 9, "grey"),
    ],
)
def test_where_it_stands_follows_its_state_and_its_days(cast: Cast, state, begins, ends, tone) -> None:
    grant = granted(cast)
    grant.state = Grant.State(state)
    grant.starts_on, grant.ends_on = today() + timedelta(days=begins), today() + timedelta(days=ends)
    words, found = say_state(grant)
    assert words and found == tone


def test_a_fault_is_told_by_titles_and_dates_as_people_write_them(cast: Cast) -> None:
    found = Fault(
        7, "completed_on, submitted_on", "completed_on = 2026-01-01; submitted_on = 2026-01-09", "check-1", "Sai", ""
    )
    told = shown_fault(dataset_of("services.dossiers"), found)
    assert told.columns == "Ngày trả kết quả, Ngày tiếp nhận"
    assert told.value == "Ngày trả kết quả: 01/01/2026; Ngày tiếp nhận: 09/01/2026"
    assert told.is_aside


def test_a_grant_over_a_dataset_that_is_gone_is_still_told(cast: Cast) -> None:
    grant = granted(cast, columns=["channel"])
    grant.dataset_code = "former.dataset"
    assert shown(grant).dataset == "former.dataset" and shown(grant).columns == "channel"
