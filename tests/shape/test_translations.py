"""Every sentence a user reads goes through gettext, and the Vietnamese catalogue is complete."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from tests.shape.tree import ROOT, SOURCE, relative, tracked

LOCALE = SOURCE / "web" / "locale"
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
PROPER_NAMES = {"· Đồng Hành", "Đồng Hành", "English", "Tiếng Việt", "CSV", "JSON", "SHA-256"}
"""Written alike in every language."""


def _extracted() -> set[str]:
    with (LOCALE / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(SOURCE / "web", methods, options, keywords=KEYWORDS)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def test_every_sentence_has_its_vietnamese() -> None:
    with (LOCALE / "vi" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale="vi")
    done = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.string and (isinstance(message.string, str) or all(message.string)) and not message.fuzzy
    }
    assert sorted(_extracted() - done) == []


def test_translations_keep_their_placeholders() -> None:
    with (LOCALE / "vi" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale="vi")
    wrong = []
    for message in catalogue:
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        said = [message.string] if isinstance(message.string, str) else list(message.string)
        known = set().union(*(_placeholders(one) for one in ids))
        wrong += [f"{ids[0]} → {one}" for one in said if not _placeholders(one) <= known]
    assert wrong == []


def test_templates_hold_no_sentence_outside_gettext() -> None:
    bare = []
    for path in tracked("src/donghanh/web/*.html"):
        bare += [f"{relative(path)}: {text}" for text in _bare_text(path) if text not in PROPER_NAMES]
    assert bare == []


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s|\{\w*\}", text))


def _bare_text(path: Path) -> list[str]:
    source = path.read_text(encoding="utf-8")
    source = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", "\n", source, flags=re.S)
    source = re.sub(r"<(script|style)\b.*?</\1>", "", source, flags=re.S)
    texts = re.sub(r"<[^>]*>", "\n", source).splitlines()
    texts += re.findall(r'\b(?:title|alt|aria-label|placeholder|data-label)="([^"]*)"', source)
    return [text.strip() for text in texts if re.search(r"[^\W\d_]{2,}", re.sub(r"&\w+;", "", text))]


def test_no_translated_f_string() -> None:
    found = []
    for path in tracked("src/donghanh/web/*.py"):
        found += [relative(path) for _ in re.finditer(r"\b(?:_|gettext\w*|ngettext\w*)\(\s*f[\"']", path.read_text())]
    assert found == []


def test_the_catalogue_is_where_django_looks_for_it() -> None:
    assert relative(LOCALE).startswith("src/") and (ROOT / relative(LOCALE) / "vi").is_dir()
