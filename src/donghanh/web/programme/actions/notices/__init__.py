"""What the application tells people of itself: reminders, escalations, letters; and how they want to be told."""
