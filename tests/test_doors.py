"""Every door of the house, tried by everybody: `doors.csv` says what each role is answered with.

A new address needs a line there: its endpoint, method, the `sample`s that its arguments take (`public_id=member`,
several parted by blanks; `=` before a plain value: `year==2026`), and the status that each role gets.
POSTs are sent empty.  What `samples` lacks is added there.
"""

import csv
from pathlib import Path

import pytest

from network.accounts.models import DeviceSession
from network.foundation.clock import now
from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import RoleAssignment
from network.themes.reference import UNION
from tests.factories import (
    make_account,
    make_administrator,
    make_agenda_item,
    make_host_turn,
    make_invitation,
    make_member,
    make_ministry,
    make_organizer,
    make_participant,
    make_roster_batch,
    make_rotation_draft,
    make_theme,
    make_workshop,
)

ROLES = ("guest", "member", "organizer", "administrator")
TABLE = Path(__file__).with_name("doors.csv")
MAKE = {"member": make_member, "organizer": make_organizer, "administrator": make_administrator}


def lines() -> list[dict[str, str]]:
    """The table, looks before acts."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return sorted(csv.DictReader(table), key=lambda line: line["method"] != "GET")


def doors_of(app) -> set[tuple[str, str]]:
    return {
        (rule.endpoint, method) for rule in app.url_map.iter_rules() for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def make_samples() -> dict[str, object]:
    """What stands in addresses: somebody else's things, in a state in which most can be done to them."""
    ministry = make_participant("Bộ Thử nghiệm", slug="bo-thu-nghiem")
    member = make_member("Lê Thu An", ministry=ministry)
    account, role = make_account(member), make_administrator().roles[0]
    make_account(role.person)
    with writing():
        device = DeviceSession(token_hash="h", account_id=account.id, epoch=0, ends_at=now())
        db.session.add(device)
        db.session.commit()
    invitation = make_invitation(make_member("Trần Thị Hòa"))
    workshop = make_workshop()
    union = make_ministry("Hội Liên hiệp Phụ nữ Việt Nam", slug=UNION)
    return {
        "member": member.public_id,
        "membership": member.memberships[0].id,
        "appointment": member.appointments[0].id,
        "ministry": ministry.slug,
        "device": device.id,
        "role": db.session.get_one(RoleAssignment, role.id).id,
        "invitation": invitation.invitation.id,
        "token": invitation.token,
        "roster": make_roster_batch().public_id,
        "rotation": make_rotation_draft().id,
        "workshop": workshop.year,
        "agenda_item": make_agenda_item(workshop).id,
        "turn": make_host_turn(workshop.year + 1, ministry).id,
        "theme": make_theme(organization_id=union.id).year,
    }


def arguments(line: dict[str, str], samples: dict[str, object]) -> dict[str, object]:
    pairs = (pair.partition("=") for pair in line["arguments"].split())
    return {name: sample[1:] if sample.startswith("=") else samples[sample] for name, _, sample in pairs}


def test_every_door_has_a_line(app):
    written = [(line["endpoint"], line["method"]) for line in lines()]

    assert sorted(doors_of(app) - set(written)) == []
    assert sorted(set(written) - doors_of(app)) == []
    assert len(written) == len(set(written))


@pytest.mark.parametrize("role", ROLES)
def test_every_door_answers_as_its_line_says(app, browser, role):
    person = MAKE[role]() if role in MAKE else None
    samples, wrong = make_samples(), []

    for line in lines():
        with app.test_request_context():
            address = app.url_for(line["endpoint"], **arguments(line, samples))
        answer = browser(person).open(address, method=line["method"], data={} if line["method"] == "POST" else None)
        if str(answer.status_code) != line[role]:
            wrong.append(f"{line['endpoint']} {line['method']}: {role} gets {answer.status_code}, not {line[role]}")

    assert not wrong, "\n".join(wrong)
