"""In-context learning: demonstrations and what they show."""
