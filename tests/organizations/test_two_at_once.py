"""Two administrators record decisions about one ministry in one moment."""

from datetime import date
from threading import Thread

import pytest

from network.foundation.models import db
from network.organizations.models import Organization
from network.organizations.reorganizing import Decision, merge
from network.organizations.reorganizing.refusals import NotThere
from tests.factories import make_ministry

DECISION = Decision(date(2025, 3, 1))


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # SQLite lets one write at a time
def test_the_later_of_two_decisions_sees_the_earlier(app):
    gone, one, other = make_ministry("Bộ Thủy sản"), make_ministry(), make_ministry()
    ids = gone.id, one.id

    def decide_first() -> None:
        with app.app_context():
            merge([db.session.get_one(Organization, ids[0])], db.session.get_one(Organization, ids[1]), DECISION)
            db.session.commit()
            db.session.remove()

    read_before = (gone.latest.valid_to, other.latest.valid_to)
    quicker = Thread(target=decide_first)
    quicker.start()
    quicker.join()

    assert read_before == (None, None)
    with pytest.raises(NotThere, match="Bộ Thủy sản"):
        merge([gone], other, DECISION)
