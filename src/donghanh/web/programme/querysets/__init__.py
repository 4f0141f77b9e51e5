"""Named questions about the programme. Each takes a queryset and returns one, so that questions combine."""
