"""What the pages about a run show: why it changed, comparisons, suppositions, sensitivity, an index at a glance."""
