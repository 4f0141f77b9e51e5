"""What the scoreboard keeps; import from here."""

from donghanh.web.scoreboard.models.run import Run
from donghanh.web.scoreboard.models.target import Target

__all__ = ["Run", "Target"]
