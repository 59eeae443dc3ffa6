"""The records in plain memory: the fake, under the same contract as the real stores."""
