"""Whoever belongs to the network finds its people; whoever has left finds ministries."""

from network.foundation.database import writing
from network.foundation.models import db
from tests.factories import make_member, make_participant


def test_who_has_left_finds_no_people(app, browser):
    make_member("Trần Thị Minh Hạnh", ministry=make_participant("Bộ Minh Hạnh"))
    her = make_member("Lê Thu An")
    before = browser(her).get("/tim-kiem?q=minh+hanh").text
    with writing():
        her.memberships.clear()
        db.session.commit()

    after = browser(her).get("/tim-kiem?q=minh+hanh").text

    assert ["Trần Thị Minh Hạnh" in page for page in (before, after)] == [True, False]
    assert "Bộ Minh Hạnh" in after
