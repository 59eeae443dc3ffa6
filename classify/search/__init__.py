"""What search is asked and what it searches: token streams of masked text, questions, highlights."""
