"""Who became whom: the forerunners and successors of an organisation, and the figure that shows them.

Plain values in and out, but for `around`, which reads them.
"""

from collections.abc import Iterable
from datetime import date
from textwrap import wrap
from typing import NamedTuple

from sqlalchemy.orm.attributes import set_committed_value

from network.foundation.models import db
from network.organizations.models import Organization, Reorganization, ReorganizationKind, ReorganizationLink, Share
from network.organizations.queries import links_around, organizations_of


class Node(NamedTuple):
    """An organisation in the lineage of one: generation 0 is that one, below it forerunners, above it successors."""

    slug: str
    name: str
    generation: int
    begins_on: date | None  # None: since before our records
    last_day: date | None  # None: it goes on


class Step(NamedTuple):
    """What went from one to another on a day, all or a part of it."""

    source: str
    target: str
    day: date
    is_whole: bool
    is_main: bool


class Lineage(NamedTuple):
    nodes: tuple[Node, ...]
    steps: tuple[Step, ...]

    def name_of(self, slug: str) -> str:
        return next(node.name for node in self.nodes if node.slug == slug)


class Act(NamedTuple):
    """A reorganisation, as far as it touched one organisation: what that gave, and what it received."""

    record: Reorganization
    gave: list[ReorganizationLink]
    received: list[ReorganizationLink]

    @property
    def subject(self) -> str | None:
        """Whom else it was about: what was founded with a part of this one, or what left a part to this one."""
        day = self.record.effective_on
        if self.record.kind is ReorganizationKind.ESTABLISH and self.gave and not self.gave[0].is_main:
            return self.gave[0].successor.as_of(day).shown_name
        if self.record.kind in (ReorganizationKind.DISSOLVE, ReorganizationKind.SPLIT) and self.received:
            return self.received[0].predecessor.as_of(self.record.eve).shown_name
        return None


class Story(NamedTuple):
    """An organisation, what happened to it, the latest first, and where it stands among others."""

    organization: Organization
    acts: list[Act]
    lineage: Lineage

    @property
    def heir(self) -> Node | None:
        """Who has its place now that it has ended; None if it goes on, or if nobody has."""
        onward = {step.source: step.target for step in self.lineage.steps if step.is_main}
        slug = here = self.organization.slug
        while here in onward:
            here = onward[here]
        return None if here == slug else next(node for node in self.lineage.nodes if node.slug == here)


def around(slug: str) -> Story | None:
    """All about an organisation, in two queries; None if there is none of that name."""
    links = list(db.session.scalars(links_around(slug)))
    found = {one.id: one for one in db.session.scalars(organizations_of(links, slug)).unique()}
    for link in links:
        set_committed_value(link, "predecessor", found.get(link.predecessor_id))
        set_committed_value(link, "successor", found.get(link.successor_id))
    organization = next((one for one in found.values() if one.slug == slug), None)
    if organization is None:
        return None
    return Story(organization, _acts(organization, links), _lineage(organization, links, found))


def _acts(organization: Organization, links: Iterable[ReorganizationLink]) -> list[Act]:
    """By reorganisation, the links that touched an organisation."""
    acts: dict[int, Act] = {}
    for link in links:
        if organization.id in (link.predecessor_id, link.successor_id):
            act = acts.setdefault(link.reorganization_id, Act(link.reorganization, [], []))
            if link.leads_on:
                (act.gave if link.predecessor_id == organization.id else act.received).append(link)
    return sorted(acts.values(), key=lambda act: (act.record.effective_on, act.record.id), reverse=True)


def lineage(organization: Organization) -> Lineage:
    """Its forerunners and successors, however far, as plain values."""
    return around(organization.slug).lineage


def _lineage(
    organization: Organization, links: Iterable[ReorganizationLink], known: dict[int, Organization]
) -> Lineage:
    leading = [link for link in links if link.leads_on]
    generations = _generations(organization.id, [(link.predecessor_id, link.successor_id) for link in leading])
    nodes = [_node(known[number], generation) for number, generation in generations.items()]
    steps = [
        Step(
            known[link.predecessor_id].slug,
            known[link.successor_id].slug,
            link.reorganization.effective_on,
            link.share is Share.WHOLE,
            link.is_main,
        )
        for link in leading
        if link.predecessor_id in generations and link.successor_id in generations
    ]
    places = {one.slug: one.place for one in known.values()}
    nodes.sort(key=lambda node: (node.generation, places[node.slug], node.slug))
    return Lineage(tuple(nodes), tuple(steps))


def _node(organization: Organization, generation: int) -> Node:
    last_day = organization.names[-1].last_day
    return Node(organization.slug, organization.name, generation, organization.begins_on, last_day)


def _generations(root: int, pairs: list[tuple[int, int]]) -> dict[int, int]:
    """How many steps before (-) or behind (+) the root each stands, by the longest way."""
    placed = {root: 0}
    for ahead, ends in ((1, pairs), (-1, [(successor, predecessor) for predecessor, successor in pairs])):
        reached = {root: 0}
        for _round in pairs:  # the longest way has as many steps as there are pairs, at most
            for near, far in ends:
                if near in reached and far != root:
                    reached[far] = max(reached.get(far, 0), reached[near] + 1)
        for number, steps in reached.items():
            placed.setdefault(number, ahead * steps)
    return placed


LINE, LETTERS, PADDING = 20, 24, 14
WIDTH, GAP_ACROSS, GAP_DOWN = 224, 50, 18


class Box(NamedTuple):
    """An organisation in the figure; lengths in CSS pixels."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


class Path(NamedTuple):
    outline: str
    is_whole: bool


class Figure(NamedTuple):
    width: float
    height: float
    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]


def figure(lineage: Lineage) -> Figure:
    """Columns of organisations from the earliest to the latest, with a line for each step."""
    columns: dict[int, list[Node]] = {}
    for node in lineage.nodes:
        columns.setdefault(node.generation, []).append(node)
    names = {node.slug: tuple(wrap(node.name, LETTERS)) for node in lineage.nodes}
    heights = {slug: 2 * PADDING + LINE * (len(lines) + 1) for slug, lines in names.items()}
    tall = {
        generation: sum(heights[node.slug] for node in nodes) + GAP_DOWN * (len(nodes) - 1)
        for generation, nodes in columns.items()
    }
    height = max(tall.values())
    boxes: dict[str, Box] = {}
    for column, generation in enumerate(sorted(columns)):
        y = (height - tall[generation]) / 2
        for node in columns[generation]:
            boxes[node.slug] = Box(node, column * (WIDTH + GAP_ACROSS), y, WIDTH, heights[node.slug], names[node.slug])
            y += heights[node.slug] + GAP_DOWN
    width = len(columns) * (WIDTH + GAP_ACROSS) - GAP_ACROSS
    paths = tuple(_path(boxes[step.source], boxes[step.target], step) for step in lineage.steps)
    return Figure(width, height, tuple(boxes.values()), paths)


def _path(source: Box, target: Box, step: Step) -> Path:
    """From the right side of one to the left side of the other, level at both."""
    x, y = source.x + source.width, source.y + source.height / 2
    to_x, to_y = target.x, target.y + target.height / 2
    middle = (x + to_x) / 2
    return Path(f"M{x:g} {y:g}C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}", step.is_whole)
