"""What ``make bench`` measures, by theme; ``run`` prints the tables of docs/reference/benchmarks.md."""
