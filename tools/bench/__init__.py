"""`make bench`: what pages, search, the rotation, the start and the first view cost; JSON lines on standard output."""
