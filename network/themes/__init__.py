"""Themes (chủ đề năm): what the Union sets for each year."""
