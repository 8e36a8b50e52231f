"""What days do to organisations."""

from datetime import timedelta

from network.foundation.clock import today
from network.foundation.models import db
from network.foundation.search import find
from network.organizations import jobs
from network.organizations.jobs import find_by_new_names
from network.organizations.models import organizations
from network.organizations.reorganizing import Decision, rename
from tests.factories import make_ministry


def test_search_shows_a_new_name_from_its_day_on(app, monkeypatch):
    day = today() + timedelta(days=30)
    ministry = make_ministry("Bộ Văn hóa Thông tin")
    rename(ministry, Decision(day), name="Bộ Văn hóa")
    db.session.commit()
    before = [hit.title for hit in find("van hoa")]

    for reader in (jobs, organizations):
        monkeypatch.setattr(reader, "today", lambda: day)
    find_by_new_names()
    db.session.commit()

    assert (before, [hit.title for hit in find("van hoa")]) == (["Bộ Văn hóa Thông tin"], ["Bộ Văn hóa"])
