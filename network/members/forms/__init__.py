"""What comes in about people."""
