"""Đồng Hành: run a digital-transformation agreement from signature to measured result.

The engine lives here and imports no Django; the application is the sub-package ``web``.
Start reading at ``ARCHITECTURE.md`` in the repository.
"""

__version__ = "0.1.0"
