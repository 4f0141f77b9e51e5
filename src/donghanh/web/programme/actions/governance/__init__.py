"""Bodies, their members, meetings and conclusions: one file for each state change."""
