"""What developers and operators run; `make` lists it."""
