"""From a pack file to a checked definition; what is wrong is said at its line, with the nearest right name."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from donghanh.errors import DefinitionError, PackError
from donghanh.packs.source import Location, PackFile
from donghanh.text import nearest

Model = TypeVar("Model", bound=BaseModel)

_WRONG_TYPE: dict[str, tuple[str, str]] = {
    "string_type": ("phải là chữ (đặt trong dấu nháy nếu là số)", "must be text (in quotes if it is a number)"),
    "int_type": ("phải là số nguyên", "must be a whole number"),
    "int_parsing": ("phải là số nguyên", "must be a whole number"),
    "int_from_float": ("phải là số nguyên", "must be a whole number"),
    "float_type": ("phải là số", "must be a number"),
    "float_parsing": ("phải là số", "must be a number"),
    "bool_type": ("phải là true hoặc false", "must be true or false"),
    "bool_parsing": ("phải là true hoặc false", "must be true or false"),
    "date_type": ("phải là ngày dạng 2026-12-31", "must be a date such as 2026-12-31"),
    "date_parsing": ("phải là ngày dạng 2026-12-31", "must be a date such as 2026-12-31"),
    "date_from_datetime_parsing": ("phải là ngày dạng 2026-12-31", "must be a date such as 2026-12-31"),
    "list_type": ("phải là danh sách", "must be a list"),
    "tuple_type": ("phải là danh sách", "must be a list"),
    "dict_type": ("phải là các dòng “khoá: giá trị”", "must be lines of “key: value”"),
    "model_type": ("phải là các dòng “khoá: giá trị”", "must be lines of “key: value”"),
    "model_attributes_type": ("phải là các dòng “khoá: giá trị”", "must be lines of “key: value”"),
}
_LIMITS = {
    "greater_than": ("phải lớn hơn {gt}", "must be greater than {gt}"),
    "greater_than_equal": ("không được nhỏ hơn {ge}", "must be at least {ge}"),
    "less_than": ("phải nhỏ hơn {lt}", "must be less than {lt}"),
    "less_than_equal": ("không được lớn hơn {le}", "must be at most {le}"),
    "string_too_short": ("không được để trống", "must not be empty"),
    "too_short": ("phải có ít nhất {min_length} mục", "must have at least {min_length} entries"),
}


def validate(file: PackFile, model: type[Model]) -> tuple[Model | None, list[PackError]]:
    """The file as a ``model``, or None with everything that is wrong with it."""
    try:
        return model.model_validate(file.data), []
    except ValidationError as error:
        return None, [_fault(file, model, one) for one in error.errors(include_url=False)]


def _fault(file: PackFile, model: type[BaseModel], error: Any) -> PackError:
    kind, location = error["type"], tuple(error["loc"])
    if kind == "value_error":
        location = quoted_in(file, location, _said(error))
    explain = _EXPLAINERS.get(kind, _explain_value)
    vi, en = explain(file, model, error)
    return file.error(f"packs.{kind.replace('_', '-')}", location, vi=vi, en=en)


def _explain_unknown_key(file: PackFile, model: type[BaseModel], error: Any) -> tuple[str, str]:
    key = error["loc"][-1]
    vi, en = nearest(key, fields_at(model, error["loc"][:-1], file))
    return f"khoá “{key}” không có; {vi}", f"there is no key “{key}”; {en}"


def _explain_missing(file: PackFile, model: type[BaseModel], error: Any) -> tuple[str, str]:
    key = error["loc"][-1]
    where = _dotted(error["loc"][:-1])
    return f"thiếu khoá bắt buộc “{key}”{where}", f"the required key “{key}” is missing{where}"


def _explain_choice(file: PackFile, model: type[BaseModel], error: Any) -> tuple[str, str]:
    if error["loc"][-1] == "[key]":
        return _explain_wrong_key(error)
    context = error.get("ctx", {})
    expected = context.get("expected_tags") or context.get("expected", "")
    right = [word.strip(" '") for word in str(expected).replace(" or ", ", ").split(",")]
    word = context.get("tag", error["input"])
    vi, en = nearest(word, right)
    key = _key(error)
    return f"giá trị “{word}” của “{key}” không có; {vi}", f"“{key}” cannot be “{word}”; {en}"


def _explain_wrong_key(error: Any) -> tuple[str, str]:
    right = str(error["ctx"]["expected"])
    vi = f"khoá “{error['input']}” không có; các khoá có: {right}. Câu có dấu phẩy trong {{…}} phải đặt trong dấu nháy"
    en = f"there is no key “{error['input']}”; known: {right}. A sentence with a comma inside {{…}} needs quotes"
    return vi.replace(" or ", ", "), en


def _explain_no_kind(file: PackFile, model: type[BaseModel], error: Any) -> tuple[str, str]:
    key = str(error["ctx"]["discriminator"]).strip("'")
    where = _dotted(error["loc"])
    return f"thiếu khoá bắt buộc “{key}”{where}", f"the required key “{key}” is missing{where}"


def _explain_value(file: PackFile, model: type[BaseModel], error: Any) -> tuple[str, str]:
    key, value, kind = _key(error), error["input"], error["type"]
    shown = "…" if isinstance(value, dict | list) else "(trống)" if value is None else f"“{value}”"
    if kind in _WRONG_TYPE:
        vi, en = _WRONG_TYPE[kind]
        return f"“{key}” = {shown} {vi}", f"“{key}” = {shown} {en}"
    if kind in _LIMITS:
        vi, en = (text.format(**error["ctx"]) for text in _LIMITS[kind])
        return f"“{key}” = {shown} {vi}", f"“{key}” = {shown} {en}"
    wrong = error.get("ctx", {}).get("error")
    return (wrong.vi, wrong.en) if isinstance(wrong, DefinitionError) else (_said(error), _said(error))


def _said(error: Any) -> str:
    return str(error.get("ctx", {}).get("error", error["msg"]))


def quoted_in(file: PackFile, around: Location, message: str) -> Location:
    """Where a message about a whole definition points: the last value that it quotes, else ``around``."""

    def is_quoted(place: Location) -> bool:
        value = file.value(place)
        return place[: len(around)] == around and isinstance(value, str) and len(value) > 1 and value in message

    return max(filter(is_quoted, file.lines), key=file.line, default=around)


_EXPLAINERS: dict[str, Callable[[PackFile, type[BaseModel], Any], tuple[str, str]]] = {
    "extra_forbidden": _explain_unknown_key,
    "missing": _explain_missing,
    "literal_error": _explain_choice,
    "enum": _explain_choice,
    "union_tag_invalid": _explain_choice,
    "union_tag_not_found": _explain_no_kind,
}


def _key(error: Any) -> str:
    words = [str(step) for step in error["loc"]]
    return words[-1] if words else "…"


def _dotted(location: Location) -> str:
    return " (" + ".".join(str(step) for step in location) + ")" if location else ""


def fields_at(model: type[BaseModel], location: Iterable[str | int], file: PackFile) -> set[str]:
    """The keys that may stand at ``location`` in a file of that model (of all variants that are possible)."""
    here: list[Any] = [model]
    for step in location:
        inside = [one for annotation in here for one in _step_into(annotation, step)]
        variant = [kind for annotation in here for kind in _models(annotation) if _is_variant(kind, step)]
        here = inside or variant or here
    return {
        _public_name(name, field) for one in here for kind in _models(one) for name, field in kind.model_fields.items()
    }


def _public_name(name: str, field: Any) -> str:
    return field.alias or name


def _step_into(annotation: Any, step: str | int) -> Iterator[Any]:
    for one in _alternatives(annotation):
        origin, arguments = typing.get_origin(one), typing.get_args(one)
        if isinstance(one, type) and issubclass(one, BaseModel):
            for name, field in one.model_fields.items():
                if _public_name(name, field) == step:
                    yield field.annotation
        elif origin in (list, tuple, set, frozenset) and isinstance(step, int):
            yield arguments[0]
        elif origin is dict and len(arguments) == 2:
            yield arguments[1]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    for one in _alternatives(annotation):
        if isinstance(one, type) and issubclass(one, BaseModel):
            yield one


def _is_variant(model: type[BaseModel], step: str | int) -> bool:
    return any(
        step in typing.get_args(field.annotation) for field in model.model_fields.values() if field.is_required()
    )


def _alternatives(annotation: Any) -> Iterator[Any]:
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        for one in typing.get_args(annotation):
            yield from _alternatives(one)
    elif origin is typing.Annotated:
        yield from _alternatives(typing.get_args(annotation)[0])
    else:
        yield annotation
