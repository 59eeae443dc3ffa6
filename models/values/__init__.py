"""Values that clean and check one said form each; finding them in a text is classify's."""
