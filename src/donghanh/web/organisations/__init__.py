"""Offices, partners, the people who sign in, and their roles."""
