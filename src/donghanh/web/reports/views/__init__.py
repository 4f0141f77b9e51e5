"""One file for each family of pages."""
