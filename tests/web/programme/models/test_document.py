from __future__ import annotations

import pytest

from donghanh.web.programme.models import Document
from donghanh.web.programme.models.document import stored_name


@pytest.mark.parametrize("name", ["bài.txt", "../../x.txt", "a/b\\c.TXT"])
def test_a_file_lies_under_the_hash_of_its_content(name) -> None:
    assert stored_name(Document(sha256="ab12"), name) == "documents/ab12.txt"


def test_a_document_is_named_by_its_title_and_has_its_page() -> None:
    document = Document(pk=7, title="Lễ ký kết")
    assert (str(document), document.get_absolute_url()) == ("Lễ ký kết", "/van-ban/7/")
