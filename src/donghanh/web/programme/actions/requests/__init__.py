"""Requests between the parties (kiến nghị): one file for each state change."""
