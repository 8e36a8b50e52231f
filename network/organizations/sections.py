"""What the floors above add to an organisation's page."""

from collections.abc import Callable
from typing import NamedTuple

from network.organizations.models import Organization

Content = tuple[str, dict]  # a template, and what it needs


class Section(NamedTuple):
    key: str
    order: int
    content: Callable[[Organization], Content | None]


_sections: list[Section] = []


def ministry_section(key: str, order: int) -> Callable:
    """Have a function `(organization) -> (template, context)` add a section to each organisation's page.

    The template is a `<section>` with its own heading; it sees the page's context and its own.  None: no section.
    One query at the most, so that the page stays quick.
    """

    def add(content: Callable[[Organization], Content | None]) -> Callable:
        _sections.append(Section(key, order, content))
        _sections.sort(key=lambda section: section.order)
        return content

    return add


def sections_of(organization: Organization) -> list[Content]:
    """The sections for an organisation, in their order."""
    return [made for section in _sections if (made := section.content(organization))]
