"""Which encoding a text file is in; Vietnamese files older than Unicode only where no doubt is left.

Windows-1258, TCVN3 (ABC) and VNI all use the same bytes for different letters. A file is read in one of them
only if nearly all its words with marks are then well-formed Vietnamese syllables, and in no other encoding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from donghanh.errors import LoadError
from donghanh.lake.sources.headers import load_error
from donghanh.text import nfc

LEGACY_BYTES = 256 << 20
"""The largest file in an encoding older than Unicode; it is read whole."""
_SURE, _EXCLUDED, _WORDS = 0.9, 0.5, 5
"""Share of well-formed words that is enough, that rules an encoding out, and how many words must be there."""

_TCVN3_BYTES = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"), (0xB5, "àảãáạ"), (0xBB, "ằẳẵắ"), (0xC6, "ặầẩẫấậè"), (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"), (0xE1, "ỏõóọồổỗốộờởỡớợù"), (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)  # fmt: skip
_TCVN3 = {first + place: letter for first, letters in _TCVN3_BYTES for place, letter in enumerate(letters)}
"""TCVN 5712:1993, VN3: byte → letter. The capitals with tones are those of the capital font (.VnTimeH), not of
the encoding."""

_VNI_MARKS = {
    0xF9: "\u0301", 0xF8: "\u0300", 0xFB: "\u0309", 0xF5: "\u0303", 0xEF: "\u0323",
    0xE2: "\u0302", 0xE1: "\u0302\u0301", 0xE0: "\u0302\u0300", 0xE5: "\u0302\u0309", 0xE3: "\u0302\u0303",
    0xE4: "\u0302\u0323", 0xEA: "\u0306", 0xE9: "\u0306\u0301", 0xE8: "\u0306\u0300", 0xFA: "\u0306\u0309",
    0xFC: "\u0306\u0303", 0xEB: "\u0306\u0323",
}  # fmt: skip
"""VNI: the byte after a vowel → its marks; the capital's byte is 32 less."""
_VNI_LETTERS = {0xF1: "đ", 0xF4: "ơ", 0xF6: "ư", 0xED: "í", 0xEC: "ì", 0xE6: "ỉ", 0xF3: "ĩ", 0xF2: "ị", 0xEE: "ỵ"}

_ONSETS = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_RHYMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|e|ec|em|en|eng|eo|ep|et|"
    "ê|êch|êm|ên|êng|ênh|êp|êt|êu|i|ia|ich|im|in|inh|ip|it|iu|iêc|iêm|iên|iêng|iêp|iêt|iêu|o|oc|oi|om|on|ong|oong|op|"
    "ot|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oe|oen|oeo|oet|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|"
    "ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uc|ui|um|un|ung|up|ut|uân|uâng|uât|uây|uê|uêch|uênh|uơ|uôc|uôi|uôm|uôn|uông|uôt|uy|uya|"
    "uych|uyn|uynh|uyt|uyu|uyên|uyêt|ư|ưa|ưc|ưi|ưm|ưn|ưng|ưt|ưu|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|y|yêm|yên|yêng|yêt|yêu"
)
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_RHYMES})|(?:g|q)(?:{_RHYMES})")
_STOPPED = re.compile(r"(?:p|t|c|ch)$")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+")


def decode_legacy(data: bytes, file_name: str) -> tuple[str, str]:
    """The text of a file that is not Unicode, in NFC, and the name of its encoding.

    Raises:
        LoadError: the file could be in several encodings, or in none.
    """
    texts = {name: text for name, decode in _DECODERS.items() if (text := decode(data)) is not None}
    shares = {name: _share(text, data) for name, text in texts.items()}
    best = max(shares, key=lambda name: shares[name], default=None)
    others = [share for name, share in shares.items() if name != best]
    if best is None or shares[best] < _SURE or any(share > _EXCLUDED for share in others):
        raise _unknown(data, file_name, shares)
    return texts[best], best


def _from_1258(data: bytes) -> str | None:
    try:
        return nfc(data.decode("cp1258"))
    except UnicodeDecodeError:
        return None


def _from_tcvn3(data: bytes) -> str | None:
    if any(byte >= 0x80 and byte not in _TCVN3 for byte in set(data)):
        return None
    return data.decode("latin-1").translate(_TCVN3)


_VNI = {*_VNI_LETTERS, *_VNI_MARKS}
_VNI_PAIR = re.compile("([aeouyôöAEOUYÔÖ])([" + "".join(chr(byte) + chr(byte - 32) for byte in _VNI_MARKS) + "])")
_VNI_SINGLE = _VNI_LETTERS | {byte - 32: letter.upper() for byte, letter in _VNI_LETTERS.items()}


def _from_vni(data: bytes) -> str | None:
    if any(byte >= 0x80 and byte not in _VNI and byte + 32 not in _VNI for byte in set(data)):
        return None

    def joined(found: re.Match[str]) -> str:
        vowel, mark = found.groups()
        marks = _VNI_MARKS[ord(mark) if ord(mark) in _VNI_MARKS else ord(mark) + 32]
        return nfc(vowel.translate(_VNI_SINGLE) + marks)

    return _VNI_PAIR.sub(joined, data.decode("latin-1")).translate(_VNI_SINGLE)


_DECODERS: dict[str, Callable[[bytes], str | None]] = {
    "windows-1258": _from_1258,
    "tcvn3": _from_tcvn3,
    "vni": _from_vni,
}


def _share(text: str, data: bytes) -> float:
    """Of the different words with letters beyond ASCII, how many are syllables; 0 if there are too few to tell."""
    words = {word for word in _WORD.findall(text[: 4 << 20]) if not word.isascii()}
    if len(words) < _WORDS:
        return 0.0
    return sum(map(is_syllable, words)) / len(words)


def is_syllable(word: str) -> bool:
    """Whether the word could be a Vietnamese syllable by its spelling, in lower case, capitals or with one capital."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in parts if letter in _TONES]
    bare = nfc("".join(letter for letter in parts if letter not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or not tones or tones[0] in "\u0301\u0323"


def _unknown(data: bytes, file_name: str, shares: dict[str, float]) -> LoadError:
    at = next((place for place, byte in enumerate(data) if byte >= 0x80), 0)
    line = data[:at].count(b"\n") + 1
    likely = ", ".join(name for name, share in shares.items() if share > _EXCLUDED)
    vi = f"có thể là {likely}" if likely else "không đoán chắc được là Windows-1258, TCVN3 hay VNI"
    en = f"it may be {likely}" if likely else "whether it is Windows-1258, TCVN3 or VNI cannot be told for certain"
    return load_error(
        "encoding",
        f"{file_name} không phải UTF-8: dòng {line} có byte 0x{data[at]:02X}; {vi}. "
        "Hãy mở bằng Excel và lưu lại dạng “CSV UTF-8”",
        f"{file_name} is not UTF-8: line {line} holds byte 0x{data[at]:02X}; {en}. "
        "Open it in Excel and save it as “CSV UTF-8”",
    )
