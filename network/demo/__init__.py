"""Demo (minh họa): an invented network to try the house with; refused outside demo mode."""
