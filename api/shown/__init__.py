"""What pages and answers are made of, computed from records: no store, no clock, nothing unmasked."""
