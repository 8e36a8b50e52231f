"""Forerunners and successors, and the figure that shows them."""

from datetime import date

import pytest

from network.foundation.models import db
from network.organizations.lineage import Lineage, Node, Step, figure, lineage
from network.organizations.loading import load_organizations
from network.organizations.queries import by_slug
from network.organizations.reorganizing import Decision, merge
from tests.factories import make_ministry

DAY = date(2025, 3, 1)


@pytest.fixture
def loaded(app):
    load_organizations()
    db.session.commit()


def generations(slug: str) -> dict[str, int]:
    return {node.slug: node.generation for node in lineage(db.session.scalar(by_slug(slug))).nodes}


def test_a_ministry_stands_between_its_forerunners_and_successors(loaded):
    assert generations("bnv") == {"bldtbxh": -1, "bnv": 0, "bdttg": 1}


def test_what_was_received_that_day_was_not_handed_on_that_day(loaded):
    assert generations("bldtbxh") == {"bldtbxh": 0, "bnv": 1, "bgddt": 1, "byt": 1, "bnnmt": 1, "bca": 1}
    assert generations("bdttg") == {"ubdt": -1, "bnv": -1, "bdttg": 0}


def test_a_lineage_goes_as_far_as_it_goes(app):
    first, second, third = make_ministry("A", slug="a"), make_ministry("B", slug="b"), make_ministry("C", slug="c")
    merge([first], second, Decision(date(2020, 1, 1)))
    merge([second], third, Decision(DAY))

    found = lineage(first)

    assert generations("a") == {"a": 0, "b": 1, "c": 2}
    assert generations("c") == {"a": -2, "b": -1, "c": 0}
    assert found.steps == (
        Step("a", "b", date(2020, 1, 1), is_whole=True, is_main=True),
        Step("b", "c", DAY, is_whole=True, is_main=True),
    )
    assert found.nodes[0] == Node("a", "A", 0, None, date(2019, 12, 31))


def test_who_was_never_reorganised_stands_alone(app):
    ministry = make_ministry("Bộ Y tế", slug="byt")

    assert lineage(ministry) == Lineage((Node("byt", "Bộ Y tế", 0, None, None),), ())


def test_the_figure_puts_generations_beside_each_other_without_overlap():
    nodes = (
        Node("a", "Bộ Nông nghiệp và Phát triển nông thôn", -1, None, DAY),
        Node("b", "Bộ Y", -1, None, DAY),
        Node("c", "Bộ Z", 0, DAY, None),
    )
    drawn = figure(Lineage(nodes, (Step("a", "c", DAY, True, True), Step("b", "c", DAY, False, False))))

    a, b, c = drawn.boxes
    assert (a.x, b.x) == (0, 0)
    assert c.x > a.x + a.width
    assert b.y >= a.y + a.height
    assert c.y + c.height / 2 == drawn.height / 2
    assert [path.is_whole for path in drawn.paths] == [True, False]
    assert a.lines == ("Bộ Nông nghiệp và Phát", "triển nông thôn")
