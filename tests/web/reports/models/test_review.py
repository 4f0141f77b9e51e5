from __future__ import annotations

from tests.cast import Cast, make_agreement
from tests.web.reports.conftest import build

from donghanh.web.reports.models import Review


def test_versions_are_counted_within_agreement_and_kind(cast: Cast) -> None:
    agreement = make_agreement(cast)
    made = [build(cast, agreement), build(cast, agreement), build(cast, agreement, kind=Review.Kind.FINAL)]
    assert [one.file_name for one in made] == [
        f"mid-term-{agreement.code}-1.docx",
        f"mid-term-{agreement.code}-2.docx",
        f"final-{agreement.code}-1.docx",
    ]
    assert str(made[0]).endswith(f"{agreement.code} #1")
