"""The programme's records, split by aggregate; import from here."""

from donghanh.web.programme.models.agreement import Agreement, Party
from donghanh.web.programme.models.body import Body, Participant
from donghanh.web.programme.models.commitment import Commitment
from donghanh.web.programme.models.document import Document
from donghanh.web.programme.models.paper import Paper
from donghanh.web.programme.models.report import Evidence, ProgressReport
from donghanh.web.programme.models.task import Task

__all__ = [
    "Agreement",
    "Body",
    "Commitment",
    "Document",
    "Evidence",
    "Paper",
    "Participant",
    "Party",
    "ProgressReport",
    "Task",
]
