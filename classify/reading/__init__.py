"""Reading an ad: mentions with their spans, language and kind, and what masking must cover; pure throughout."""
