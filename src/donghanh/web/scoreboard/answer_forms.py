"""The forms of an item's page that are sent together: inputs, note, papers chosen and typed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from donghanh.web.programme.forms.tasks import EvidenceRows
from donghanh.web.scoreboard.actions.keeping_papers import PaperFacts
from donghanh.web.scoreboard.models import Answer
from donghanh.web.scoreboard.nested_inputs import known_below
from donghanh.web.scoreboard.questions import Question
from donghanh.web.scoreboard.round_forms import InputsForm, NoteForm, PapersForm
from donghanh.web.scoreboard.round_querysets import papers_offered


class Forms:
    """The forms of an item's page that are sent together."""

    def __init__(self, request: HttpRequest, question: Question, data: Any = None) -> None:
        answer = question.round.answers.filter(subject=question.subject, item_code=question.item.code).first()
        words = (data or {}).get("paper-find", "")
        offered = papers_offered(question.round, question.subject, request.user, words)
        cited = answer.papers.filter(removed_at=None) if answer else []
        # What a nested set gives stands in the empty form; its source in the note, so that it is kept with the answer.
        below = None if answer else known_below(question)
        first = {"note": answer.note, "seen": answer.version} if answer else {"seen": 0}
        if below:
            first["note"] = f"{below.source} (#{below.run.pk})"
        known = below.inputs if below else None
        self.inputs = InputsForm(question.item, data, inputs=answer.inputs if answer else known)
        self.note = NoteForm(data, initial=first)
        self.papers = PapersForm(data, offered=offered, cited=cited)
        self.rows = EvidenceRows(data, request.FILES or None, prefix="evidence")

    def is_valid(self) -> bool:
        """All of them."""
        return self.inputs.is_valid() & self.note.is_valid() & self.papers.is_valid() & self.rows.is_valid()

    def typed_papers(self) -> list[PaperFacts]:
        """Papers typed in, and the one chosen."""
        typed = [PaperFacts(**vars(row.facts())) for row in self.rows.forms if row.has_changed()]
        return [*typed, *self.papers.papers()]

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        drop = [int(one) for one in self.papers.cleaned_data["drop"]]
        return {"inputs": self.inputs.inputs(), "papers": self.typed_papers(), "drop": drop} | self.note.cleaned_data

    def begin_again(self, answer: Answer) -> None:
        """What was typed stays; the next saving knows the version that is there now."""
        self.note.data = self.note.data.copy()
        self.note.data["seen"] = str(answer.version)
