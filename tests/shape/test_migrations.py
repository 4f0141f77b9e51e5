"""The migrations say what the models say, and have one number each."""

from __future__ import annotations

from collections import Counter

import pytest
from django.core.management import call_command
from tests.shape.tree import relative, tracked


@pytest.mark.django_db
def test_no_model_change_is_without_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_two_migrations_of_an_app_have_the_same_number_and_none_is_named_by_the_machine() -> None:
    files = [path for path in tracked("src/*/migrations/*.py") if path.stem != "__init__"]
    numbers = Counter((path.parent, path.stem[:4]) for path in files)
    assert [relative(parent) + number for (parent, number), times in numbers.items() if times > 1] == []
    assert [relative(path) for path in files if "_auto_" in path.stem] == []
