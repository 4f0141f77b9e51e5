"""Indicators measured from the lake, and pinned runs of index editions with the points won and lost."""
