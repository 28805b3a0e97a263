"""What the toolkit knows about languages: Arabic script, text direction, word lists for rules."""
