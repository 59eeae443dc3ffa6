"""What is no phrase: signals read from mentions, scripts, numbers and voices of one ad version."""
