"""The demo network: loaded once into an empty house, in one transaction."""

from flask import current_app
from sqlalchemy import select

from network.accounts.models import Account
from network.demo.accounts import open_demo_accounts
from network.demo.people import add_people
from network.demo.workshops import add_workshops
from network.foundation import audit
from network.foundation.database import writing
from network.foundation.models import db
from network.members.models import Person, Role
from network.members.reference import load_reference
from network.organizations.loading import load_organizations
from network.themes.reference import load_themes


def load_demo_once() -> bool:
    """Load the demo network if nobody is in the house yet; says whether it did."""
    if not current_app.config["DEMO"]:
        raise PermissionError("the demo network is for demo mode")
    with writing():
        if db.session.scalar(select(Account.id).limit(1)) or db.session.scalar(select(Person.id).limit(1)):
            db.session.rollback()
            return False
        load_organizations()
        db.session.flush()
        load_reference()
        load_themes()
        people = add_people()
        add_workshops([person for role, person in people if role is Role.MEMBER])
        open_demo_accounts(people)
        audit.record("demo.loaded", people=len(people))
        db.session.commit()
    return True
