from __future__ import annotations

from tests.cast import Cast
from tests.web.catalogue.sharing import CODE, officer_of_owner

from donghanh.web.catalogue.access import log_read

PAGE = f"/du-lieu/{CODE}/nhat-ky-khai-thac"


def test_the_owner_sees_who_read_what_and_narrows_the_list(client, cast: Cast, dossiers) -> None:
    log_read(cast.minh, dossiers, how="preview", rows=20, columns=["channel"], version=4)
    log_read(cast.huong, dossiers, how="download", rows=7, columns=["due_on"])
    client.force_login(officer_of_owner(cast))
    page = client.get(f"{PAGE}/").text
    assert "Trần Văn Minh" in page and "Đỗ Thị Hương" in page and "Hình thức nộp" in page
    for wanted in ({"how": "download"}, {"organisation": "Sở Tài chính"}):
        narrowed = client.get(f"{PAGE}/", wanted).text
        assert "Đỗ Thị Hương" in narrowed and "Trần Văn Minh" not in narrowed
    assert "Đỗ Thị Hương" not in client.get(f"{PAGE}/", {"until": "01/01/2020"}).text


def test_the_list_is_taken_away_as_a_file_under_the_same_filter(client, cast: Cast, dossiers) -> None:
    log_read(cast.minh, dossiers, how="preview", rows=20, columns=["channel", "due_on"], version=4)
    log_read(cast.huong, dossiers, how="download", rows=7, columns=["due_on"])
    client.force_login(cast.ha)
    lines = client.get(f"{PAGE}.csv", {"how": "preview"}).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2 and "Trần Văn Minh" in lines[1] and "channel due_on" in lines[1]


def test_before_any_reading_the_page_says_so(client, cast: Cast) -> None:
    client.force_login(cast.ha)
    assert 'class="empty"' in client.get(f"{PAGE}/").text


def test_the_list_takes_no_more_questions_for_more_readings(
    client, cast: Cast, dossiers, django_assert_max_num_queries
) -> None:
    for _ in range(20):
        log_read(cast.minh, dossiers, how="query", rows=1, columns=["channel"])
    client.force_login(cast.ha)
    with django_assert_max_num_queries(6):
        client.get(f"{PAGE}/")
