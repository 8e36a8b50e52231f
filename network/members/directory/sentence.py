"""What was found, in one sentence: `9 chị phụ trách chuyển đổi số hoặc tổ chức cán bộ`."""

from functools import reduce

from flask_babel import gettext as _
from flask_babel import ngettext

from network.members.directory.facets import Option
from network.members.directory.wanted import Facet, Wanted

NAMED = 3  # more choices of one kind than this are counted, not named


def people_found(number: int) -> str:
    return ngettext("%(num)d chị", "%(num)d chị", number)


def what_was_asked(wanted: Wanted, options: dict[Facet, list[Option]]) -> str:
    """How the people found were described, to follow their number."""
    labels = {facet: [option.label for option in options.get(facet, ()) if option.is_chosen] for facet in wanted.chosen}
    clauses = [clause(_either(facet, labels[facet])) for facet, clause in _CLAUSES.items() if labels.get(facet)]
    if wanted.query:
        clauses.append(_("khớp “%(words)s”", words=wanted.query))
    return ", ".join(clauses) or _("trong Mạng lưới")


def _either(facet: Facet, labels: list[str]) -> str:
    """`a hoặc b`; a long choice is counted."""
    if len(labels) > NAMED:
        return _("một trong %(number)d mục đã chọn", number=len(labels))
    inside = [label if facet in _NAMES else _inside(label) for label in labels]
    return reduce(lambda first, second: _("%(first)s hoặc %(second)s", first=first, second=second), inside)


def _inside(words: str) -> str:
    """As it stands inside a sentence; what is written in capitals (`ASEAN`) stays so."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


_NAMES = {Facet.MINISTRY, Facet.TERM}
_CLAUSES = {
    Facet.STANDING: lambda names: names,
    Facet.EXPERTISE: lambda names: _("phụ trách %(names)s", names=names),
    Facet.MINISTRY: lambda names: _("ở %(names)s", names=names),
    Facet.BLOCK: lambda names: _("thuộc %(names)s", names=names),
    Facet.CATEGORY: lambda names: _("diện %(names)s", names=names),
    Facet.TERM: lambda names: _("nhiệm kỳ %(names)s", names=names),
}
