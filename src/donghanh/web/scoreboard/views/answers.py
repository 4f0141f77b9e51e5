"""The file of one subject in a round, and the form of one item."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.errors import InputError
from donghanh.web.audit.log import events_about
from donghanh.web.scoreboard.actions.keeping_papers import AnswerChangedError
from donghanh.web.scoreboard.actions.state_answer import state_answer
from donghanh.web.scoreboard.actions.submit_answers import submit_answers
from donghanh.web.scoreboard.answer_forms import Forms
from donghanh.web.scoreboard.models import Answer, AnswerEvidence, Round
from donghanh.web.scoreboard.nested_inputs import known_below
from donghanh.web.scoreboard.permissions import (
    may_appraise,
    may_fill,
    may_lead,
    may_submit,
    require_filling,
    require_subject_sight,
)
from donghanh.web.scoreboard.questions import Offices, Question, questions_of, subject_name
from donghanh.web.scoreboard.round_forms import ExplanationForm, InputsForm, VerdictForm
from donghanh.web.scoreboard.round_querysets import progress
from donghanh.web.scoreboard.round_shown import days_left, file_rows, filed, input_words, item_shown, stage
from donghanh.web.scoreboard.views.rounds import round_of


def seen_round(request: HttpRequest, pk: int, subject: str) -> tuple[Round, Offices]:
    """The round, if it scores the subject and the person may see its file."""
    found = round_of(request, pk)
    if subject not in found.subjects:
        raise Http404(subject)
    offices = Offices(found)
    require_subject_sight(request.user, found, subject, offices)
    return found, offices


def _question(found: Round, subject: str, item: str) -> Question:
    asked = next((one for one in questions_of(found, subject) if one.item.code == item), None)
    if asked is None:
        raise Http404(item)
    return asked


@require_safe
def file(request: HttpRequest, pk: int, subject: str) -> HttpResponse:
    """All items of a subject: state, points stated and recognised, the gap."""
    return _file_page(request, *seen_round(request, pk, subject), subject)


def _file_page(request: HttpRequest, found: Round, offices: Offices, subject: str, wrong: str = "") -> HttpResponse:
    today = timezone.localdate()
    rows = file_rows(filed(found, subject))
    done = progress(found, [subject])[0]
    is_stating = found.is_open and found.opens_on <= today <= found.self_scoring_until and not done.is_complete
    shown = {
        "round": found,
        "subject": subject,
        "name": subject_name(found, subject, offices),
        "rows": rows,
        "total": rows[0],
        "progress": done,
        "stage": stage(found, today),
        "left": days_left(found, today),
        "offices": offices,
        "may_assign": found.is_open and may_lead.test(request.user, found),
        "may_submit": is_stating and may_submit(request.user, found, subject, offices),
        "wrong": wrong,
    }
    return render(request, "scoreboard/rounds/file.html", shown, status=400 if wrong else 200)


@require_POST
def submit(request: HttpRequest, pk: int, subject: str) -> HttpResponse:
    """The whole file is submitted."""
    found, offices = seen_round(request, pk, subject)
    try:
        submit_answers(found, by=request.user, subject=subject, once=request.POST.get("once", ""))
    except InputError as error:
        return _file_page(request, found, offices, subject, error.say(get_language() or "vi"))
    messages.success(request, gettext("The file was submitted and goes to appraisal."))
    return redirect("scoreboard:round-file", pk, subject)


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, pk: int, subject: str, item: str) -> HttpResponse:
    """One item: what is asked, what is known, the form; sent, it saves the draft."""
    found, offices = seen_round(request, pk, subject)
    question = _question(found, subject, item)
    if request.method == "GET":
        return item_page(request, question, offices)
    require_filling(request.user, question, offices)
    data = request.POST.copy()
    if "add_evidence" in data and data.get("evidence-TOTAL_FORMS", "").isdecimal():
        data["evidence-TOTAL_FORMS"] = str(int(data["evidence-TOTAL_FORMS"]) + 1)
    forms = Forms(request, question, data)
    if "add_evidence" in data or "find" in data or not forms.is_valid():
        return item_page(request, question, offices, forms=forms)
    try:
        state_answer(found, by=request.user, subject=subject, item=item, once=data.get("once", ""), **forms.facts())
    except AnswerChangedError as error:
        forms.begin_again(error.answer)
        return item_page(request, question, offices, forms=forms, changed=error, status=409)
    except InputError as error:
        forms.note.add_error(None, error.say(get_language() or "vi"))
        return item_page(request, question, offices, forms=forms, status=400)
    messages.success(request, gettext("Saved as a draft."))
    return redirect("scoreboard:round-item", pk, subject, item)


def item_page(
    request: HttpRequest,
    question: Question,
    offices: Offices,
    *,
    forms: Forms | None = None,
    changed: AnswerChangedError | None = None,
    verdict: VerdictForm | None = None,
    found: InputsForm | None = None,
    explanation: ExplanationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one item with the forms this person may send now."""
    round, user, today = question.round, request.user, timezone.localdate()
    shown = item_shown(filed(round, question.subject), question, offices)
    answer: Answer | None = shown["answer"]
    fills = round.is_open and round.opens_on <= today and may_fill(user, question, offices)
    is_editable = answer is None or answer.state in (Answer.State.DRAFT, Answer.State.SUBMITTED)
    may_state = fills and is_editable and (today <= round.self_scoring_until or question.is_survey)
    may_explain = fills and answer is not None and answer.state in (Answer.State.RETURNED, Answer.State.ADJUSTED)
    may_judge = round.is_open and answer is not None and answer.state != Answer.State.DRAFT
    may_judge = may_judge and may_appraise(user, question, offices, answer)
    below = known_below(question)
    in_time = today <= round.appraisal_until or bool(answer and answer.explanations.exists())
    context = shown | {
        "round": round,
        "subject": question.subject,
        "changed": changed.say(get_language() or "vi") if changed else "",
        "changed_words": input_words(question.item, changed.answer.inputs) if changed else "",
        "forms": (forms or Forms(request, question)) if may_state or may_explain else None,
        "may_state": may_state,
        "may_explain": may_explain and today <= round.explanation_until,
        "may_judge": may_judge and in_time,
        "verdict_form": verdict or VerdictForm(initial={"seen": answer.version if answer else 0}),
        "found_form": found or InputsForm(question.item, inputs=answer.inputs if answer else None, prefix="found"),
        "explanation_form": explanation or ExplanationForm(),
        "below": below,
        "below_words": input_words(question.item, below.inputs) if below else "",
        "events": events_about(answer)[:50] if answer else [],
    }
    return render(request, "scoreboard/rounds/item.html", context, status=status)


@require_safe
def paper_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a paper; always a download, never shown by the browser."""
    paper = get_object_or_404(AnswerEvidence.objects.select_related("answer__round__lead", "evidence"), pk=pk)
    seen_round(request, paper.answer.round_id, paper.answer.subject)
    stored, name = paper.stored_file
    if not stored:
        raise Http404(str(pk))
    return FileResponse(stored.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")
