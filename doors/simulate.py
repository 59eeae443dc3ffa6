"""Write a simulated market with its truth apart: ads.jsonl and truth.jsonl."""
