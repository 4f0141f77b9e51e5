"""Agreements and the documents they come from: one file for each state change."""
