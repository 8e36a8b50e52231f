"""Search (tìm kiếm) over people, ministries and workshops."""
