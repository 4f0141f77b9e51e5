from tests.warehouse import dossiers

from donghanh.lake.faults import WORDS, first, start


def test_every_fault_is_said_in_both_languages_with_its_value_title_and_detail(lake):
    with lake.reading() as cursor:
        start(cursor, dossiers())
        for number, code in enumerate(WORDS):
            cursor.execute(
                "INSERT INTO faults VALUES (0, 'quarantine', $row, 'due_on', 'GIÁ-TRỊ', $code, 'CHI-TIẾT')",
                {"row": number, "code": code},
            )
        found = first(cursor, "quarantine", 100)
    assert [one.code for one in found] == list(WORDS)
    assert not any("{" in one.vi + one.en for one in found)
    assert {one.code: one.vi for one in found}["required"] == "Thiếu Ngày hẹn trả, là cột bắt buộc"
    assert all("GIÁ-TRỊ" in one.vi and "GIÁ-TRỊ" in one.en for one in found if "{value}" in WORDS[one.code][0])


def test_a_check_without_english_words_uses_the_vietnamese(lake):
    dataset = dossiers(checks=[{"that": "true", "else": "warn", "say": {"vi": "Sai rồi"}}])
    with lake.reading() as cursor:
        start(cursor, dataset)
        cursor.execute("INSERT INTO faults VALUES (0, 'warning', 2, 'due_on', NULL, 'check-1', NULL)")
        (fault,) = first(cursor, "warning", 1)
    assert (fault.vi, fault.en) == ("Sai rồi", "Sai rồi")
