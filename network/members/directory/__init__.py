"""The directory: what a reader asks for, whom it gives her, and how many there are of each kind."""
