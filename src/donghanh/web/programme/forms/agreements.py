"""Drafting, amending and finding agreements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from donghanh.errors import InputError
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.actions.agreements.add_paper import PaperFacts
from donghanh.web.programme.actions.agreements.arrange_contents import ContentRow
from donghanh.web.programme.files import ACCEPTED, check_attachment
from donghanh.web.programme.indicators import indicators
from donghanh.web.programme.models import Agreement, AgreementPaper, Commitment
from donghanh.web.programme.promises import FIELDS, CommitmentFacts, facts_of
from donghanh.web.programme.querysets.agreements import partner_side, province_side, still_open
from donghanh.web.programme.querysets.portfolio import partners_of
from donghanh.web.ui.environment import said
from donghanh.web.ui.fields import DayField, lines, year_field


class PortfolioFilter(forms.Form):
    """Which agreements the list shows."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    partner = forms.ModelChoiceField(
        label=_("Partner"), queryset=Organisation.objects.none(), required=False, empty_label=_("any")
    )
    kind = forms.ChoiceField(
        label=_("Instrument"), choices=[("", _("any")), *Agreement.Instrument.choices], required=False
    )
    state = forms.ChoiceField(label=_("State"), choices=[("", _("any")), *Agreement.State.choices], required=False)
    year = year_field(_("Running in the year"))

    def __init__(self, visible: QuerySet[Agreement], data: Any = None) -> None:
        super().__init__(data)
        self.fields["partner"].queryset = partners_of(visible)


class AgreementForm(forms.Form):
    """Title, instrument and period of a draft."""

    title = forms.CharField(label=_("Title of the agreement"), max_length=500, widget=lines(2))
    instrument = forms.ChoiceField(label=_("Instrument"), choices=Agreement.Instrument.choices)
    start_year = year_field(_("First year"))
    end_year = year_field(_("Last year"))
    vision_year = year_field(_("Vision to"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(forms.Form):
    """The next state and why; the day goes with the signing."""

    state = forms.ChoiceField(label=_("State"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=lines(2))
    signed_on = DayField(label=_("Day of signing"), required=False, help_text=_("Needed when it is signed"))

    def __init__(self, agreement: Agreement, data: Any = None) -> None:
        super().__init__(data, initial={"signed_on": agreement.signed_on})
        steps = Agreement.STEPS[Agreement.State(agreement.state)]
        self.fields["state"].choices = [(one.value, one.label) for one in steps]
        if Agreement.State.SIGNED not in steps:
            del self.fields["signed_on"]


class CommitmentForm(forms.Form):
    """What a commitment says."""

    text = forms.CharField(label=_("Commitment"), max_length=4000, widget=lines(3))
    content = forms.ModelChoiceField(
        label=_("Content"), queryset=None, required=False, empty_label=_("under no numbered content")
    )
    promisor = forms.ModelChoiceField(
        label=_("Promised by"), queryset=None, required=False, empty_label=_("both sides")
    )
    status = forms.ChoiceField(label=_("Status"), choices=Commitment.Status.choices, initial=Commitment.Status.AGREED)
    province_owner = forms.ModelChoiceField(
        label=_("Owner on the province's side"), queryset=None, required=False, empty_label=_("not written")
    )
    partner_owner = forms.ModelChoiceField(
        label=_("Owner on the partner's side"), queryset=None, required=False, empty_label=_("not written")
    )
    product = forms.CharField(label=_("Product"), max_length=300, required=False)
    target = forms.CharField(
        label=_("Measurable target"),
        max_length=300,
        required=False,
        help_text=_("A figure with its measure, such as 60/60 communes"),
    )
    due_on = DayField(label=_("Due on"), required=False)
    data_source = forms.CharField(
        label=_("Data source"),
        max_length=300,
        required=False,
        help_text=_("The dataset, register or report from which the figure is taken"),
    )
    indicator_code = forms.ChoiceField(label=_("Indicator it moves"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, agreement: Agreement, commitment: Commitment | None = None, data: Any = None, text: str = ""
    ) -> None:
        first: dict[str, Any] = {"text": text}
        if commitment is not None:
            facts = facts_of(commitment)
            first = {name: getattr(facts, name) for name in FIELDS} | {"version": commitment.version}
        super().__init__(data, initial=first)
        ours, theirs = province_side(agreement), partner_side(agreement)
        self.fields["promisor"].queryset = ours | theirs
        self.fields["province_owner"].queryset = ours
        self.fields["partner_owner"].queryset = theirs
        self.fields["content"].queryset = agreement.contents.all()
        known = [(code, said(one.name)) for code, one in sorted(indicators().items())]
        self.fields["indicator_code"].choices = [("", _("none")), *known]

    def facts(self) -> CommitmentFacts:
        """The form as the actions take it; call it when it is valid."""
        return CommitmentFacts(**{name: self.cleaned_data[name] for name in FIELDS})


class ContentForm(forms.Form):
    """One numbered content; the place says where it stands among the others."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(label=_("Position in the document"), required=False, min_value=1, max_value=999)
    number = forms.CharField(label=_("Number in the document"), max_length=30, required=False)
    title = forms.CharField(label=_("Heading"), max_length=500, required=False)


class ContentRows:
    """The contents of an agreement as rows of a form, with some empty ones."""

    EMPTY = 3

    def __init__(self, agreement: Agreement, data: Any = None) -> None:
        made = forms.formset_factory(ContentForm, extra=self.EMPTY, can_delete=True, max_num=200)
        initial = [
            {"pk": one.pk, "place": place, "number": one.number, "title": one.title}
            for place, one in enumerate(agreement.contents.all(), start=1)
        ]
        self.formset = made(data, prefix="contents", initial=initial)

    def rows(self) -> list[ContentRow]:
        """The rows that hold something, in the order of their places; new ones last unless they name a place."""
        kept = [
            (row.cleaned_data.get("place") or 1000, number, row.cleaned_data)
            for number, row in enumerate(self.formset.forms)
            if row.cleaned_data.get("number") or row.cleaned_data.get("title")
            if not row.cleaned_data.get("DELETE")
        ]
        kept.sort(key=lambda one: one[:2])
        return [ContentRow(given["number"], given["title"], given.get("pk")) for _place, _number, given in kept]


class PaperForm(forms.Form):
    """An annex, an amendment or a further source, cited as officials cite it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=AgreementPaper.Kind.choices)
    number = forms.CharField(label=_("Number"), max_length=100)
    issued_on = DayField(label=_("Date of issue"))
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    abstract = forms.CharField(label=_("Abstract"), max_length=500)
    section = forms.CharField(label=_("Section or page"), max_length=100, required=False)
    effective_on = DayField(
        label=_("In effect from"), required=False, help_text=_("Left empty: from the date of issue")
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def fitting(self, agreement: Agreement) -> PaperForm:
        """The same form, offering only what may be put to this agreement now."""
        left_out = {AgreementPaper.Kind.AMENDMENT} if agreement.is_unsigned else set()
        if agreement.state == Agreement.State.CLOSED:
            left_out = set(AgreementPaper.CHANGING)
        kinds = [one for one in AgreementPaper.Kind if one not in left_out]
        self.fields["kind"].choices = [(one.value, one.label) for one in kinds]
        return self

    def clean_file(self) -> Any:
        """Kind and size, said at the field."""
        file = self.cleaned_data.get("file")
        if file is not None:
            try:
                check_attachment(file)
            except InputError as error:
                raise forms.ValidationError(error.say(get_language() or "vi")) from error
        return file

    def facts(self) -> PaperFacts:
        """The form as the action takes it."""
        return PaperFacts(**{name: self.cleaned_data.get(name) for name in PaperFacts.__dataclass_fields__})


class AttachForm(PaperForm):
    """A document that was taken in belongs to an agreement that is there already."""

    agreement = forms.ModelChoiceField(label=_("Agreement"), queryset=Agreement.objects.order_by("title"))
    field_order = ("agreement", "kind")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["file"]  # the document's own file is the paper


class PeriodForm(forms.Form):
    """The years of an agreement as an amendment has them."""

    start_year = year_field(_("First year"))
    end_year = year_field(_("Last year"))
    vision_year = year_field(_("Vision to"))


class SuccessorForm(forms.Form):
    """The draft that continues an agreement, and what it takes over."""

    title = forms.CharField(label=_("Title of the agreement"), max_length=500, widget=lines(2))
    start_year = year_field(_("First year"))
    end_year = year_field(_("Last year"))
    carried = forms.ModelMultipleChoiceField(
        label=_("Open commitments to carry over"),
        queryset=Commitment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, agreement: Agreement, data: Any = None) -> None:
        first = (agreement.end_year + 1) if agreement.end_year else None
        commitments = still_open(agreement.commitments.all()).order_by("number")
        super().__init__(data, initial={"start_year": first, "carried": [one.pk for one in commitments]})
        self.fields["carried"].queryset = commitments


class LinkForm(forms.Form):
    """An agreement that is registered already continues this one."""

    successor = forms.ModelChoiceField(label=_("Agreement"), queryset=Agreement.objects.none())

    def __init__(self, agreement: Agreement, data: Any = None) -> None:
        super().__init__(data)
        others = Agreement.objects.filter(province=agreement.province, predecessor=None).exclude(pk=agreement.pk)
        self.fields["successor"].queryset = others.order_by("title")
