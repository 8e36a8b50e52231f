"""The words of a query, marked in a name."""

import pytest

from network.members.directory.finding import found_parts


@pytest.mark.parametrize(
    ("name", "query", "parts"),
    [
        ("Nguyễn Thu Trà", "nguyen", [("Nguyễn", True), (" Thu Trà", False)]),
        ("Tô Thị Hạnh Nguyên", "NGUYÊN", [("Tô Thị Hạnh ", False), ("Nguyên", True)]),
        ("Nguyễn Thị Hoa", "ngu hoa", [("Nguyễn", True), (" Thị ", False), ("Hoa", True)]),
        ("Đỗ Hà Phương", "do", [("Đỗ", True), (" Hà Phương", False)]),
        ("Nguyễn Thu Trà", "", [("Nguyễn Thu Trà", False)]),
        ("Nguyễn Thu Trà", "%", [("Nguyễn Thu Trà", False)]),
    ],
)
def test_each_word_that_begins_as_the_query_says_is_marked(name, query, parts):
    assert found_parts(name, query) == parts
