"""The words of Lykta, and how they are kept."""
