"""Tasks and what is reported of them: one file for each state change."""
