"""What is measured, each runnable alone, each against a peer or a limit in the same run."""
