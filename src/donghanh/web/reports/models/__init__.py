"""What the reports app keeps; import from here."""

from donghanh.web.reports.models.review import Review

__all__ = ["Review"]
