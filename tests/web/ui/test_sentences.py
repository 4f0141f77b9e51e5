from __future__ import annotations

from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po

from donghanh.web.ui.sentences import SENTENCES


@pytest.mark.parametrize("sentence", SENTENCES)
def test_django_still_says_it_in_these_words(sentence) -> None:
    with (Path(django.__file__).parent / "conf/locale/vi/LC_MESSAGES/django.po").open("rb") as file:
        assert read_po(file).get(sentence)
