"""What the application keeps about datasets; their rows are in the lake. Import from here."""

from donghanh.web.catalogue.models.grant import Grant
from donghanh.web.catalogue.models.reading import Reading
from donghanh.web.catalogue.models.upload import Upload

__all__ = ["Grant", "Reading", "Upload"]
