"""Finding rows by their words: one table of documents, kept in the transaction that changes a row.

A document has its words twice: folded, as one types without accents, and with their tones.  A query with
accents is answered first by the documents that hold them so, then by those that hold them folded.  SQLite
searches by FTS5, PostgreSQL by stored tsvectors; both without word stems, the newest first.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import DDL, Index, Select, UniqueConstraint, bindparam, delete, event, false, select, text
from sqlalchemy.orm import Mapped, Session

from network.foundation.database import writing
from network.foundation.folding import fold, fts5_query, has_marks, keep_tones, part_words, tsquery
from network.foundation.models import Model, db

EVERYONE, ORGANIZERS = "everyone", "organizers"  # who may find a document, of those signed in
REBUILD_BATCH = 1000

cli = AppGroup("search", help="The words by which rows are found.")


@dataclass(frozen=True)
class Document:
    """What a row is found by and how a hit is shown.  `words`: all texts to find it by, the title too."""

    title: str
    hint: str
    address: str
    words: str
    audience: str = EVERYONE


class SearchDocument(Model):
    """The document of one row."""

    __table_args__ = (
        UniqueConstraint("kind", "row_id"),
        Index("ix_search_document_audience_kind", "audience", "kind"),
    )

    kind: Mapped[str]
    row_id: Mapped[int]
    title: Mapped[str]
    hint: Mapped[str]
    address: Mapped[str]
    audience: Mapped[str]
    folded: Mapped[str]
    toned: Mapped[str]


SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE search_words USING fts5(folded, toned, content='search_document', content_rowid='id', "
    "tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3')",
    "CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN "
    "INSERT INTO search_words(rowid, folded, toned) VALUES (new.id, new.folded, new.toned); END",
    "CREATE TRIGGER search_document_removed AFTER DELETE ON search_document BEGIN "
    "INSERT INTO search_words(search_words, rowid, folded, toned) "
    "VALUES ('delete', old.id, old.folded, old.toned); END",
    "CREATE TRIGGER search_document_changed AFTER UPDATE OF folded, toned ON search_document BEGIN "
    "INSERT INTO search_words(search_words, rowid, folded, toned) VALUES ('delete', old.id, old.folded, old.toned); "
    "INSERT INTO search_words(rowid, folded, toned) VALUES (new.id, new.folded, new.toned); END",
)
POSTGRESQL_INDEX = (
    "ALTER TABLE search_document "
    "ADD COLUMN folded_words tsvector GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED, "
    "ADD COLUMN toned_words tsvector GENERATED ALWAYS AS (to_tsvector('simple', toned)) STORED",
    "CREATE INDEX ix_search_document_folded_words ON search_document USING gin (folded_words)",
    "CREATE INDEX ix_search_document_toned_words ON search_document USING gin (toned_words)",
)
for _dialect, _statements in (("sqlite", SQLITE_INDEX), ("postgresql", POSTGRESQL_INDEX)):
    for _statement in _statements:
        event.listen(
            SearchDocument.__table__,
            "after_create",
            DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),
        )


class Kind(NamedTuple):
    model: type[Model]
    document: Callable[[Model], Document | None]


_kinds: dict[str, Kind] = {}
_owners: dict[type[Model], Callable[[Model], Iterable[Model]]] = {}


def searchable(kind: str, model: type[Model], document: Callable[[Model], Document | None]) -> None:
    """Have a model's rows found by what `document(row)` gives; None: not to be found."""
    _kinds[kind] = Kind(model, document)
    also_found_by(model, lambda row: (row,))


def also_found_by(model: type[Model], owners: Callable[[Model], Iterable[Model]]) -> None:
    """A change of such a row changes the documents of its owners: of an appointment, its person."""
    _owners[model] = owners


def _note_changes(session: Session, *_ignored: object) -> None:
    """Before a flush: remember whose documents to write."""
    stale = session.info.setdefault("stale_documents", [])
    for row in (*session.new, *session.dirty, *session.deleted):
        if owners := _owners.get(type(row)):
            stale.extend(owners(row))


def _write_documents(session: Session) -> None:
    """Before the commit: write the documents of the rows that have changed."""
    session.flush()
    stale = {id(row): row for row in session.info.pop("stale_documents", []) if row is not None}
    for row in stale.values():
        keep(row, session)


def keep(row: Model, session: Session | None = None) -> None:
    """Write the document of a row, or remove it."""
    session = session or db.session
    kind = next(name for name, kind in _kinds.items() if kind.model is type(row))
    gone = row in session.deleted or row not in session
    document = None if gone else _kinds[kind].document(row)
    held = session.scalar(select(SearchDocument).where(SearchDocument.kind == kind, SearchDocument.row_id == row.id))
    if document is None:
        if held:
            session.delete(held)
        return
    if held is None:
        held = SearchDocument(kind=kind, row_id=row.id)
        session.add(held)
    held.title, held.hint, held.address, held.audience = (
        document.title,
        document.hint,
        document.address,
        document.audience,
    )
    plain = part_words(document.words)
    held.folded, held.toned = fold(plain), keep_tones(plain)


def _matching(column: str, query: str) -> Select[SearchDocument]:
    """The documents whose words hold the query's, in one of the two columns, the newest first."""
    documents = select(SearchDocument).order_by(SearchDocument.id.desc())
    if db.engine.dialect.name == "sqlite":
        found = text("SELECT rowid FROM search_words WHERE search_words MATCH :words").bindparams(
            bindparam("words", f"{column}: ({fts5_query(query)})", unique=True)
        )
        return documents.where(SearchDocument.id.in_(found.columns(SearchDocument.id).scalar_subquery()))
    return documents.where(
        text(f"search_document.{column}_words @@ to_tsquery('simple', :words)").bindparams(
            bindparam("words", tsquery(query), unique=True)
        )
    )


def ids_matching(kind: str, query: str, *, toned: bool = False) -> Select[int]:
    """The ids of a kind's rows that hold the words of a query, for a query over those rows; `toned`: marks and all."""
    if not fold(query).strip() or not fts5_query(query):
        return select(SearchDocument.row_id).where(false())
    column, words = ("toned", keep_tones(query)) if toned else ("folded", fold(query))
    documents = _matching(column, words).where(SearchDocument.kind == kind)
    return documents.with_only_columns(SearchDocument.row_id).order_by(None)


def find(
    query: str, *, audiences: Collection[str] = (EVERYONE,), kinds: Collection[str] = (), limit: int = 20
) -> list[SearchDocument]:
    """The documents that hold all words of a query (the last may be begun only), the best first, at most `limit`."""
    if not fold(query).strip() or not fts5_query(query):
        return []

    def narrowed(documents: Select) -> Select:
        documents = documents.where(SearchDocument.audience.in_(audiences)).limit(limit)
        return documents.where(SearchDocument.kind.in_(kinds)) if kinds else documents

    hits: list[SearchDocument] = []
    if has_marks(query):
        hits += db.session.scalars(narrowed(_matching("toned", keep_tones(query))))
    if len(hits) < limit:
        known = {hit.id for hit in hits}
        more = db.session.scalars(narrowed(_matching("folded", fold(query))))
        hits += [hit for hit in more if hit.id not in known]
    return hits[:limit]


def rebuild(kind: str) -> int:
    """Write all documents of a kind anew, as of today; returns how many rows were read."""
    model, count, last = _kinds[kind].model, 0, 0
    while True:
        with writing():
            rows = db.session.scalars(
                select(model).where(model.id > last).order_by(model.id).limit(REBUILD_BATCH)
            ).all()
            for row in rows:
                keep(row)
            db.session.commit()
        if not rows:
            break
        count, last = count + len(rows), rows[-1].id
    with writing():
        gone = select(SearchDocument.id).outerjoin(model, model.id == SearchDocument.row_id).where(model.id.is_(None))
        db.session.execute(
            delete(SearchDocument).where(SearchDocument.kind == kind, SearchDocument.id.in_(gone)),
            execution_options={"synchronize_session": False},
        )
        db.session.commit()
    return count


@cli.command("rebuild")
def rebuild_all() -> None:
    """Write every document anew."""
    for kind in _kinds:
        print(f"{kind}: {rebuild(kind)}")


event.listen(db.session, "before_flush", _note_changes)
event.listen(db.session, "before_commit", _write_documents)


def init_app(app: Flask) -> None:
    app.cli.add_command(cli)
