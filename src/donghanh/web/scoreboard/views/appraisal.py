"""Judging an answer, and replying to the verdict."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from donghanh.errors import InputError
from donghanh.web.scoreboard.actions.appraise_answer import appraise_answer
from donghanh.web.scoreboard.actions.explain_answer import explain_answer
from donghanh.web.scoreboard.actions.keeping_papers import AnswerChangedError, question_of
from donghanh.web.scoreboard.answer_forms import Forms
from donghanh.web.scoreboard.models import Answer, Appraisal
from donghanh.web.scoreboard.permissions import require_appraising, require_filling
from donghanh.web.scoreboard.questions import Offices, Question
from donghanh.web.scoreboard.round_forms import ExplanationForm, InputsForm, VerdictForm
from donghanh.web.scoreboard.views.answers import item_page, seen_round


def _answer(request: HttpRequest, pk: int, subject: str, item: str) -> tuple[Answer, Question, Offices]:
    found, offices = seen_round(request, pk, subject)
    answers = found.answers.select_related("stated_by__organisation")
    answer = answers.filter(subject=subject, item_code=item).first()
    if answer is None:
        raise Http404(item)
    return answer, question_of(found, subject, item), offices


@require_POST
def appraise(request: HttpRequest, pk: int, subject: str, item: str) -> HttpResponse:
    """A verdict."""
    answer, question, offices = _answer(request, pk, subject, item)
    require_appraising(request.user, question, offices, answer)
    form, found = VerdictForm(request.POST), InputsForm(question.item, request.POST, prefix="found")
    adjusts = request.POST.get("verdict") == Appraisal.Verdict.ADJUSTED
    if not form.is_valid() or (adjusts and not found.is_valid()):
        return item_page(request, question, offices, verdict=form, found=found, status=400)
    inputs = found.inputs() if adjusts else None
    try:
        appraise_answer(answer, by=request.user, inputs=inputs, once=request.POST.get("once", ""), **form.cleaned_data)
    except AnswerChangedError as error:
        return item_page(request, question, offices, changed=error, status=409)
    except InputError as error:
        form.add_error(None, error.say(get_language() or "vi"))
        return item_page(request, question, offices, verdict=form, found=found, status=400)
    messages.success(request, gettext("The verdict was kept."))
    return redirect(answer)


@require_POST
def explain(request: HttpRequest, pk: int, subject: str, item: str) -> HttpResponse:
    """An explanation, perhaps with papers."""
    answer, question, offices = _answer(request, pk, subject, item)
    require_filling(request.user, question, offices)
    data = request.POST.copy()
    if "add_evidence" in data and data.get("evidence-TOTAL_FORMS", "").isdecimal():
        data["evidence-TOTAL_FORMS"] = str(int(data["evidence-TOTAL_FORMS"]) + 1)
    form, papers = ExplanationForm(data), Forms(request, question, data)
    if "add_evidence" in data or "find" in data:
        return item_page(request, question, offices, forms=papers, explanation=form)
    if not form.is_valid() & papers.papers.is_valid() & papers.rows.is_valid():
        return item_page(request, question, offices, forms=papers, explanation=form, status=400)
    try:
        explain_answer(
            answer,
            by=request.user,
            text=form.cleaned_data["text"],
            papers=papers.typed_papers(),
            once=data.get("once", ""),
        )
    except InputError as error:
        form.add_error(None, error.say(get_language() or "vi"))
        return item_page(request, question, offices, forms=papers, explanation=form, status=400)
    messages.success(request, gettext("The explanation was sent."))
    return redirect(answer)
