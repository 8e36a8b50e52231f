import sqlite3
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import NullPool, create_engine, text

from network.foundation.folding import (
    fold,
    fts5_query,
    has_marks,
    keep_tones,
    part_words,
    search_text,
    tsquery,
    words,
)

anything = st.text(st.characters(exclude_categories=["Cs"]))
vietnamese = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằắấềểỗớựỳýỷỹ HOÀ")


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Nguyễn Thị HOÀ", "nguyen thi hoa"),
        ("Nguye\u0302\u0303n", "nguyen"),
        ("Đặng Ðức", "dang duc"),
        ("Quyết định 150-QĐ/TW", "quyet dinh 150-qd/tw"),
        ("İ 한국 ŒØ", "i 한국 œø"),
    ],
)
def test_folding_takes_case_and_marks_away(written, folded):
    assert fold(written) == folded


@given(anything | vietnamese)
def test_places_in_folded_text_are_places_in_the_text(written):
    composed = normalize("NFC", written)

    assert len(fold(written)) == len(part_words(written)) == len(search_text(written)) == len(composed)


@given(vietnamese)
def test_upper_and_lower_case_and_nfd_fold_alike(written):
    assert fold(written.upper()) == fold(written) == fold(normalize("NFD", written))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hoà", "hòa"),
        ("HÓA", "hóa"),
        ("Hoa", "hoa"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("toà nhà", "tòa nhà"),
        ("uỷ viên", "ủy viên"),
        ("hòan", "hoàn"),
        ("Hoài", "hoài"),
        ("huỳnh", "huỳnh"),
        ("khuỷu", "khuỷu"),
        ("thuyết", "thuyết"),
        ("quý", "quý"),
        ("Qúy", "quý"),
        ("qùa", "quà"),
        ("Hoa\u0300", "hòa"),
    ],
)
def test_a_tone_stands_in_its_older_place(typed, kept):
    assert keep_tones(typed) == kept


@given(vietnamese)
def test_a_tone_is_moved_once(written):
    assert keep_tones(keep_tones(written)) == keep_tones(written)
    assert fold(keep_tones(written)) == fold(written)


@pytest.mark.parametrize(
    ("query", "marked"), [("nguyen thi hoa", False), ("HOA", False), ("hòa", True), ("dang", False), ("đang", True)]
)
def test_a_query_with_marks_is_known(query, marked):
    assert has_marks(query) is marked


def test_words_are_letters_and_digits():
    assert words('150-QĐ/TW: Hòa\'s "x"*') == ["150", "QĐ", "TW", "Hòa", "s", "x"]
    assert words("một hai ba", limit=2) == ["một", "hai"]
    assert words("a" * 5000) == ["a" * 64]
    assert search_text("150-QĐ/TW") == "150 qd tw"


@pytest.mark.parametrize(
    ("query", "for_sqlite", "for_postgresql"),
    [
        ("nguyen hoa", '"nguyen" AND "hoa"*', "'nguyen' & 'hoa':*"),
        ('"dang duc" ho', '"dang duc" AND "ho"*', "('dang' <-> 'duc') & 'ho':*"),
        ("ho “dang duc”", '"ho" AND "dang duc"', "'ho' & ('dang' <-> 'duc')"),
        ('ho "dang duc', '"ho" AND "dang" AND "duc"*', "'ho' & 'dang' & 'duc':*"),
        ('"hoa"', '"hoa"', "'hoa'"),
        ("x* OR (y", '"x" AND "OR" AND "y"*', "'x' & 'OR' & 'y':*"),
        ("'; --", "", ""),
    ],
)
def test_queries_are_built_of_quoted_words(query, for_sqlite, for_postgresql):
    assert (fts5_query(query), tsquery(query)) == (for_sqlite, for_postgresql)


@pytest.fixture(scope="module")
def fts5():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(folded, prefix='2 3')")
    connection.execute("INSERT INTO found VALUES (?)", [search_text("Quyết định 150-QĐ/TW về Đặng Thị Hoà")])
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def postgresql(postgres_url):
    engine = create_engine(postgres_url, poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


FOUND_BY = {"150-qd/tw": True, "qd tw": True, '"dang thi"': True, '"dang hoa"': False, "ho": True, "thi do": False}


@pytest.mark.parametrize("query", FOUND_BY)
def test_sqlite_finds_by_such_a_query(fts5, query):
    found = fts5.execute("SELECT count(*) FROM found WHERE found MATCH ?", [fts5_query(query)]).fetchone()

    assert found == (FOUND_BY[query],)


@pytest.mark.parametrize("query", FOUND_BY)
def test_postgresql_finds_by_such_a_query(postgresql, query):
    statement = text("SELECT to_tsvector('simple', :words) @@ to_tsquery('simple', :query)")
    held = search_text("Quyết định 150-QĐ/TW về Đặng Thị Hoà")

    assert postgresql.scalar(statement, {"words": held, "query": tsquery(query)}) is FOUND_BY[query]


@given(query=anything | st.text("ab \"'*():&|!-<>\\^+{}"))
def test_no_query_is_an_error_to_sqlite(fts5, query):
    if built := fts5_query(fold(query)):
        fts5.execute("SELECT count(*) FROM found WHERE found MATCH ?", [built]).fetchone()


@given(query=st.text(st.characters(exclude_categories=["Cs"])) | st.text("ab \"'*():&|!-<>\\^+{}1e."))
def test_no_query_is_an_error_to_postgresql(postgresql, query):
    postgresql.scalar(text("SELECT to_tsquery('simple', :query)"), {"query": tsquery(fold(query))})
