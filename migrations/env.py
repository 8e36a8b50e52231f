"""How Alembic runs here: inside the Flask application, on its engine."""

import sqlalchemy as sa
from alembic import context
from flask import current_app

from network.foundation.models import UtcTime

database = current_app.extensions["migrate"].db


def plain(kind, item, _autogen_context):
    """Write column types without our own classes: a migration must run as it is for ever."""
    if kind == "type" and isinstance(item, UtcTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, sa.Enum):
        return f"sa.String({item.length})"
    return False


def is_ours(_object, name, kind, _reflected, _compared_to):
    """Leave alone what only one database has and migrations write by hand: the search index."""
    return not (
        (kind == "table" and name.startswith("search_words"))
        or (kind == "column" and name in {"folded_words", "toned_words"})
        or (kind == "index" and name.endswith("_words"))
    )


def run() -> None:
    """Bring the database to the revision that was asked for, in one transaction."""
    options = dict(current_app.extensions["migrate"].configure_args)
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":  # tables are rebuilt; their references are checked at the end
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=plain,
            include_object=is_ours,
            transactional_ddl=True,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()
            if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise SystemExit("The migration left rows that refer to nothing; nothing was changed.")
        connection.commit()
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


run()
