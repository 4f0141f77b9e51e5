"""Two people edit one record: the second is told what the first changed, and loses nothing typed.

An edit form carries the hidden ``version`` it was opened with. The action locks the row, calls :func:`refuse_stale`,
keeps what :func:`changes` gives in the audit entry (``data={"version": …, "changed": …}``) and counts the version up.
The view catches :class:`ChangedMeanwhile` before any other ``InputError``, shows it by the macro of
``programme/editing.html`` and gives the form the new version (:func:`reopened`), so that a second send overwrites
knowingly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.forms import BaseForm
from django.utils.text import capfirst

from donghanh.errors import InputError
from donghanh.web.audit.log import events_about
from donghanh.web.audit.models import Event
from donghanh.web.ui.environment import cell, moment

Form = TypeVar("Form", bound=BaseForm)


@dataclass(frozen=True)
class Difference:
    """One field that stands otherwise than the second person typed it; all in words."""

    label: str
    theirs: str
    yours: str


class ChangedMeanwhile(InputError):  # noqa: N818 (says what happened; it is no fault of the person)
    """Somebody else saved the record after this form was opened; nothing was stored."""

    def __init__(self, differences: list[Difference], *, version: int, event: Event | None) -> None:
        self.differences = differences
        self.version = version
        """What the form must carry to be taken the next time."""
        self.by = event.actor_name if event else ""
        self.at = event.at if event else None
        who_vi, who_en = self.by or "Người khác", self.by or "Somebody else"
        when_vi = f" lúc {moment(self.at)}" if self.at else ""
        when_en = f" at {moment(self.at)}" if self.at else ""
        super().__init__(
            "changed.meanwhile",
            vi=f"{who_vi} đã sửa nội dung này{when_vi}, sau khi bạn mở biểu mẫu. Nội dung bạn nhập vẫn còn trong biểu "
            "mẫu; hãy đối chiếu rồi gửi lại nếu vẫn muốn ghi.",
            en=f"{who_en} changed this{when_en}, after you had opened the form. What you typed is still in it; compare "
            "and send it again if you still want it stored.",
        )


def refuse_stale(
    subject: models.Model, version: int | None, wanted: Mapping[str, Any], *, within: models.Model | None = None
) -> None:
    """Call it with the locked row and the wanted values by field name; None: the caller read the row just now.

    ``within`` is the record whose version and audit entries a part shares; such an entry names the part's key in
    ``data["part"]``.

    Raises:
        ChangedMeanwhile: the row has another version and one of the wanted values differs from what it holds now.
    """
    now = int((within or subject).version)  # type: ignore[attr-defined]
    if version is None or version == now:
        return
    changed = changes(subject, wanted)
    if not changed:
        return
    since = [one for one in events_about(within or subject)[:50] if (one.data.get("version") or 0) > version]
    if within:
        since = [one for one in since if one.data.get("part") == subject.pk]
        if not since:
            return
    theirs = {name for one in since for name in one.data.get("changed", {})}
    # What only the second person changed is no news; where the log does not tell, everything that differs is shown.
    told = [name for name in changed if name in theirs or not theirs]
    if not told:
        return
    differences = [Difference(_label(subject, name), *changed[name]) for name in told]
    raise ChangedMeanwhile(differences, version=now, event=next(iter(since or events_about(subject)[:1]), None))


def changes(subject: models.Model, wanted: Mapping[str, Any]) -> dict[str, list[str]]:
    """The fields whose wanted value is another than the stored one: [as it stands, as wanted], in words."""
    pairs = {name: (_stored(subject, name), value) for name, value in wanted.items()}
    return {name: [_shown(old), _shown(new)] for name, (old, new) in pairs.items() if _plain(old) != _plain(new)}


def reopened(form: Form, error: ChangedMeanwhile) -> Form:
    """The same bound form with all that was typed, carrying the version it will be taken with."""
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = str(error.version)
    return form


def _stored(subject: models.Model, name: str) -> Any:
    value = getattr(subject, name)
    return value.all() if isinstance(value, models.Manager) else value


def _plain(value: Any) -> object:
    """What two values are compared by: records by their key, texts without the blanks around them."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, str):
        return value.strip()
    return {_plain(one) for one in value} if isinstance(value, Iterable) else value


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool | date | datetime):
        return cell(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(sorted(str(one) for one in value)) or "–"
    return str(value).strip()


def _label(subject: models.Model, name: str) -> str:
    try:
        return capfirst(str(subject._meta.get_field(name).verbose_name))
    except (FieldDoesNotExist, AttributeError):
        return name
