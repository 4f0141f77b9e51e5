"""What people fill in. A form only gathers and checks; the actions decide."""
