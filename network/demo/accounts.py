"""The demo's accounts: one password for all of them, made for this installation, written where only its owner reads."""

import json
import os
import secrets
from pathlib import Path

from flask import current_app

from network.accounts.invitations import open_account
from network.accounts.passwords import hash_password
from network.members.models import Person, Role

WORDS = "sen hồng lá xanh nắng sớm mưa rào gió nhẹ trăng tròn sao khuya sóng êm mây trắng núi cao".split()
FILE = "demo-accounts.json"


def file() -> Path:
    return Path(current_app.config["INSTANCE"]) / FILE


def open_demo_accounts(people: list[tuple[Role, Person]]) -> None:
    """Let the demo's people sign in, and write down how."""
    password = " ".join(secrets.choice(WORDS) for _ in range(5)) + f" {secrets.randbelow(9000) + 1000}"
    hashed = hash_password(password)
    for _role, person in people:
        account = open_account(person, email=person.email, is_demo=True)
        account.password_hash = hashed
    told = [{"role": role.value, "identifier": person.email, "password": password} for role, person in people]
    with os.fdopen(os.open(file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(told, out, ensure_ascii=False, indent=2)
