"""How much a file may hold.  The sentences in `errors` name the same figures."""

FILE_BYTES = 20 * 1024 * 1024
ROWS = 100_000
ROWS_AROUND = 30  # titles, notes and headings that stand beside the rows of a full table
COLUMNS = 60
CELL_CHARACTERS = 2_000
TABLE_CHARACTERS = 100_000_000  # one shared text may stand in millions of cells

# An XLSX is an archive.
PARTS = 2_000
UNPACKED_BYTES = 100 * 1024 * 1024
UNPACKED_RATIO = 100
SMALL_PART_BYTES = 100 * 1024  # below it a high ratio harms nobody

# The process that parses an untrusted file.
CPU_SECONDS = 100
WAIT_SECONDS = 240
MEMORY_BYTES = 300 * 1024 * 1024
OUT_OF_MEMORY = 77  # how that process ends when its memory does
