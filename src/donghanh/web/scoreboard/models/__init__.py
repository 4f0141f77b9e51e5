"""What the scoreboard keeps; import from here."""

from donghanh.web.scoreboard.models.answer import Answer, AnswerEvidence
from donghanh.web.scoreboard.models.appraisal import Appraisal, Explanation
from donghanh.web.scoreboard.models.assignment import Assignment
from donghanh.web.scoreboard.models.own_edition import OwnEdition
from donghanh.web.scoreboard.models.plan import CandidateTask, PlanDraft, PlanQuestion, PlanResult
from donghanh.web.scoreboard.models.round import Round
from donghanh.web.scoreboard.models.run import Run
from donghanh.web.scoreboard.models.scenario import Scenario
from donghanh.web.scoreboard.models.self_report import SelfReport
from donghanh.web.scoreboard.models.target import Target

__all__ = [
    "Answer",
    "AnswerEvidence",
    "Appraisal",
    "Assignment",
    "CandidateTask",
    "Explanation",
    "OwnEdition",
    "PlanDraft",
    "PlanQuestion",
    "PlanResult",
    "Round",
    "Run",
    "Scenario",
    "SelfReport",
    "Target",
]
