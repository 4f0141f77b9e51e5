"""Filters that people keep under a name: one file for each state change."""
