"""Finding rows by their words: the same hits in the same order on both databases."""

import pytest
from sqlalchemy import select

from network.foundation import search
from network.foundation.models import db
from network.foundation.search import ORGANIZERS, Document, SearchDocument, find


@pytest.fixture
def documents(app):
    """Names in the order in which they were added."""
    names = ("Nguyễn Thị Hoa", "Nguyễn Thị Hòa", "Nguyen Thi Hoa", "Đặng Thị Đức", "Trần Thị Hoài")
    for number, name in enumerate(names, 1):
        db.session.add(
            SearchDocument(
                kind="person", row_id=number, title=name, hint="", address="/", audience=search.EVERYONE,
                folded=search.fold(name), toned=search.keep_tones(name),
            )
        )  # fmt: skip
    db.session.commit()


def titles(query: str, **given) -> list[str]:
    return [hit.title for hit in find(query, **given)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("nguyen thi hoa", ["Nguyen Thi Hoa", "Nguyễn Thị Hòa", "Nguyễn Thị Hoa"]),
        ("Nguyễn Thị Hòa", ["Nguyễn Thị Hòa", "Nguyen Thi Hoa", "Nguyễn Thị Hoa"]),
        ("nguyễn thị hoà", ["Nguyễn Thị Hòa", "Nguyen Thi Hoa", "Nguyễn Thị Hoa"]),
        ("dang duc", ["Đặng Thị Đức"]),
        ("hoa ngu", ["Nguyen Thi Hoa", "Nguyễn Thị Hòa", "Nguyễn Thị Hoa"]),
        ("hoai", ["Trần Thị Hoài"]),
        ("nobody", []),
        ("", []),
        ("\"' OR 1=1 --", []),
        ("* NEAR(", []),
        ("& | ! :*", []),
    ],
)
def test_words_with_and_without_accents(documents, query, found):
    assert titles(query) == found


def test_what_is_for_organisers_is_not_found_by_others(documents):
    db.session.scalars(select(SearchDocument)).first().audience = ORGANIZERS
    db.session.commit()

    assert len(titles("nguyen thi hoa")) == 2
    assert len(titles("nguyen thi hoa", audiences=(search.EVERYONE, ORGANIZERS))) == 3


def test_a_document_changes_and_goes_with_its_row(documents):
    held = db.session.scalars(select(SearchDocument).where(SearchDocument.title == "Trần Thị Hoài")).one()
    held.folded = "tran thi mai"
    db.session.commit()
    assert (titles("hoai"), titles("mai")) == ([], ["Trần Thị Hoài"])

    db.session.delete(held)
    db.session.commit()

    assert titles("mai") == []


def test_a_document_is_plain_values():
    assert Document("Bộ Y tế", "Bộ", "/bo-nganh/byt", "Bộ Y tế BYT").audience == search.EVERYONE
