"""The shared datasets as users see them: what is declared, what was loaded by whom, what was set aside and why."""
