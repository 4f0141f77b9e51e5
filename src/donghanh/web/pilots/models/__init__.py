"""The records of pilots, split by aggregate; import from here."""

from donghanh.web.pilots.models.assessment import Assessment, Finding
from donghanh.web.pilots.models.decision import Decision
from donghanh.web.pilots.models.pilot import CostLine, Outcome, Pilot, PilotPlace
from donghanh.web.pilots.models.replication import Replication, RollOut

__all__ = [
    "Assessment",
    "CostLine",
    "Decision",
    "Finding",
    "Outcome",
    "Pilot",
    "PilotPlace",
    "Replication",
    "RollOut",
]
