"""What the scoreboard keeps; import from here."""

from donghanh.web.scoreboard.models.run import Run

__all__ = ["Run"]
