"""The forms that bring an edition in: the annex of a decision, an edited pack file, a copy under a new code."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from donghanh.indices.annex.edition import Head
from donghanh.indices.definition import MissingPolicy
from donghanh.text import nfc
from donghanh.web.scoreboard.editions import editions_known
from donghanh.web.ui.environment import said
from donghanh.web.ui.fields import DayField

LARGEST = 20 * 1024 * 1024
"""The sender waits while the file is read."""
RESERVED = ("dot", "phu-luc", "lan-cham", "ke-hoach", "kich-ban", "so-sanh")
"""Words that stand where an index code stands in the addresses of pages."""
_CODE = r"^[A-Za-z0-9][A-Za-z0-9_.\-]*$"
_CODE_HINT = _("Letters without diacritics, digits, hyphens, such as: dti, cds-xa.")
SUBJECTS = {
    "province": _("provinces"),
    "commune": _("communes"),
    "organisation": _("departments, offices"),
    "enterprise": _("enterprises"),
    "country": _("countries"),
}
MISSING = {
    "zero": _("counts 0 points"),
    "exclude": _("is left out of points and maximum"),
    "block": _("no score until it is known"),
    "last": _("the last known value of an earlier period"),
    "mean": _("the mean of the others' points"),
    "median": _("the median of the others' points"),
}
PUBLISHED = {"points": _("points"), "percent": _("percent of the maximum"), "share": _("share of the maximum, 0 to 1")}
assert set(MISSING) == set(get_args(MissingPolicy))


def code_field(label: Any, hint: Any) -> forms.CharField:
    """The code of an index or an edition."""
    words = _("“%(value)s” is no code: letters without diacritics, digits, hyphens and dots only, no spaces.")
    wrong = {"invalid": words}
    field = forms.RegexField(_CODE, label=label, max_length=40, help_text=hint, error_messages=wrong)
    field.widget.attrs["autocomplete"] = "off"
    return field


class AnnexForm(forms.Form):
    """The file of the annex, and what its table does not say: which index, which decision, what counts how."""

    file = forms.FileField(
        label=_("Annex"),
        help_text=_("The annex as a Word file (.docx) or a workbook (.xlsx), with the table of indicators."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx"}),
    )
    code = code_field(_("Index code"), _CODE_HINT)
    edition = code_field(_("Edition code"), _("Usually the number of the decision or the year, such as: 922, 2026."))
    name = forms.CharField(label=_("Name of the index"), max_length=200)
    number = forms.CharField(label=_("Number of the decision"), max_length=100)
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    signed_on = DayField(label=_("Signed on"), required=False)
    subjects = forms.ChoiceField(label=_("Who is scored"), choices=list(SUBJECTS.items()), initial="commune")
    kind = forms.ChoiceField(label=_("Totals are published as"), choices=list(PUBLISHED.items()))
    decimals = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=8, initial=2)
    missing = forms.ChoiceField(label=_("What is not known"), choices=list(MISSING.items()))
    below = forms.ChoiceField(
        label=_("Nested below"),
        required=False,
        help_text=_("For a province's own set that feeds an index of a ministry."),
    )
    below_item = forms.CharField(
        label=_("Item above that takes the total"),
        max_length=60,
        required=False,
        help_text=_("Code of the item in the index above; may be left empty."),
    )

    def __init__(self, *args: Any, kept: str = "", **options: Any) -> None:
        """``kept`` is the name of the file where it was sent before and need not be sent again."""
        super().__init__(*args, **options)
        if kept:
            del self.fields["file"]
        known = [(f"{one.code}/{one.edition}", f"{said(dict(one.name))} · {one.edition}") for one in editions_known()]
        self.fields["below"].choices = [("", _("stands by itself")), *known]

    def clean_file(self) -> Any:
        """Refuse what is too large, and what is neither Word nor Excel of today."""
        file = self.cleaned_data["file"]
        if Path(file.name).suffix.lower() not in (".docx", ".xlsx"):
            raise ValidationError(
                _("“%(name)s” is neither .docx nor .xlsx; open it in Word or Excel and save it as one of them."),
                params={"name": file.name},
            )
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than 20 MB; keep the annex alone in it."))
        return file

    def clean_code(self) -> str:
        """Refuse what addresses of pages use otherwise."""
        code: str = self.cleaned_data["code"]
        if code in RESERVED:
            raise ValidationError(
                _("“%(value)s” is used by the platform itself; choose another code."), params={"value": code}
            )
        return code

    def clean(self) -> dict[str, Any]:
        """An item above only where there is an index above."""
        given = super().clean() or {}
        if given.get("below_item") and not given.get("below"):
            self.add_error("below", _("Choose the index that the item above belongs to."))
        return given

    def head(self) -> dict[str, Any]:
        """What a draft keeps; call it when the form is valid."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        day = given["signed_on"]
        return given | {"signed_on": day.isoformat() if day else ""}


def head_of(told: dict[str, Any]) -> Head:
    """The head for the engine, from what a draft keeps."""
    words = {name: nfc(" ".join(told[name].split())) for name in ("name", "number", "issuer")}
    day = DayField().to_python(told["signed_on"]) if told["signed_on"] else None
    return Head(told["code"], told["edition"], subjects=told["subjects"], signed_on=day, **words)


def with_settings(edition: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """The edition with what the table cannot say: what is published, what is not known, what it is nested below."""
    published = {"kind": told["kind"], "decimals": told["decimals"]}
    found = edition | {"missing": told["missing"], "published": published}
    if told["below"]:
        index, _slash, above = told["below"].partition("/")
        found["below"] = {"index": index, "edition": above}
        if told["below_item"]:
            found["below"]["item"] = told["below_item"].strip()
    # What decides about the whole stands before the long lists.
    lists = {name: found.pop(name) for name in ("nodes", "items")}
    return found | lists


class FileForm(forms.Form):
    """An edited pack file."""

    file = forms.FileField(
        label=_("YAML file"),
        help_text=_("The file that was downloaded here, after editing; its code and edition say which one it is."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
    )
    replacing = forms.BooleanField(label=_("Replace the edition of that code, if there is one"), required=False)

    def clean_file(self) -> Any:
        """Refuse what is too large."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than 20 MB."))
        return file


class CopyForm(forms.Form):
    """The code of the new edition."""

    edition = code_field(_("Code of the new edition"), _("Usually the number of the decision or the year."))
