"""Home (Hôm nay): what waits for her, and where the network stands."""
