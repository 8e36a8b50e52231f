"""Every field of a person has a class that decides where it is shown, exported and logged."""

from network.foundation.models import FieldClass, db
from network.members.models import Person

KEYS = {"id", "version"}


def tables_about_people():
    """The table of people and those of the rows that belong to one."""
    person = Person.__table__
    return [
        table
        for table in db.metadata.tables.values()
        if table is person
        or (len(table.columns) > 2 and any(key.target_fullname == "person.id" for key in table.foreign_keys))
    ]


def test_each_field_of_a_person_has_a_class():
    ours = {"person", "appointment", "membership", "role_assignment"}
    unnamed = [
        f"{table.name}.{column.name}"
        for table in tables_about_people()
        if table.name in ours
        for column in table.columns
        if column.name not in KEYS and not isinstance(column.info.get("field_class"), FieldClass)
    ]

    assert unnamed == []
