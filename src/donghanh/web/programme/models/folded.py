"""A column the search looks in: some words of the record without diacritics, in lower case."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.db import models

from donghanh.text import fold


class FoldedText(models.TextField):
    """Filled from the named attributes whenever the record is stored, by ``bulk_create`` too."""

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"editable": False, "default": ""} | kwargs)

    def deconstruct(self) -> Any:
        """To a migration it is a text like any other: which words are in it is no matter of the schema."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The words as they are now."""
        words = (attrgetter(one)(model_instance) for one in self.of)
        folded = fold(" ".join(str(one) for one in words if one))
        setattr(model_instance, self.attname, folded)
        return folded
