"""The public pages: no sign-in, read only, verified results only, and no person but the signatories a source names."""
