"""Who may do each action of the programme."""
