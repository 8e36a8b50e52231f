"""The page /tim-kiem: people, ministries and workshops by their words."""

from itertools import groupby

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l

from network.accounts.sign_in import current_person
from network.foundation.limits import count_try
from network.foundation.rendering import is_partial
from network.foundation.search import EVERYONE, ORGANIZERS, SearchDocument, find
from network.foundation.text import clean_line, cut
from network.members.policies import may_see_directory

bp = Blueprint("search", __name__)

LONGEST_QUERY = 200
HITS_SHOWN = 60
KIND_WORDS = {"person": _l("Người"), "organization": _l("Bộ, ngành"), "workshop": _l("Hội thảo")}


@bp.get("/tim-kiem")
def find_anything():
    query = cut(clean_line(request.args.get("q", "")), LONGEST_QUERY)
    hits = _hits_for(query) if query else []
    template = "search/_hits.html" if is_partial() else "search/hits.html"
    return render_template(template, query=query, groups=_by_kind(hits), count=len(hits), most=HITS_SHOWN)


def _hits_for(query: str) -> list[SearchDocument]:
    person = current_person()
    count_try((f"search:{person.id}", 60, 60))
    audiences = (EVERYONE, ORGANIZERS) if person.is_organizer else (EVERYONE,)
    kinds = KIND_WORDS if may_see_directory(person) else ("organization",)  # who has left sees no people, no workshops
    return find(query, audiences=audiences, kinds=tuple(kinds), limit=HITS_SHOWN)


def _by_kind(hits: list[SearchDocument]) -> list[tuple[str, list[SearchDocument]]]:
    """The hits of each kind under its heading, kinds in the order of KIND_WORDS, hits in the order found."""
    order = list(KIND_WORDS)
    placed = sorted(hits, key=lambda hit: order.index(hit.kind))
    return [(KIND_WORDS[kind], list(found)) for kind, found in groupby(placed, key=lambda hit: hit.kind)]
