"""What may be done with a pilot, one verb a file."""
