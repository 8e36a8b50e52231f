"""The women leaders' network.  FLOORS lists its parts from the ground up: each imports only from below."""

from itertools import chain

from flask import Flask

from config import Config
from network import foundation
from network.foundation.rendering import Templates
from network.foundation.views import RowNumber

FLOORS = (
    ("foundation",),  # mechanisms; knows no word of the domain
    ("organizations",),  # ministries and Union units through time
    ("members",),  # people, their posts, their memberships
    ("accounts",),  # who is signed in
    ("themes",),  # the Union's theme of each year
    ("workshops",),  # the yearly workshop, and the rotation of its hosts
    ("search", "home"),
    ("demo",),  # an invented network to try the house with
)


def create_app(config: Config | None = None) -> Flask:
    """The application, ready to serve, to work off jobs, or to run commands."""
    config = config or Config()
    app = Flask(__name__, template_folder="../templates", static_folder=None, instance_path=str(config.INSTANCE))
    app.jinja_environment = Templates
    app.config.from_object(config)
    app.url_map.converters["int"] = RowNumber  # before the first address is added
    for feature in chain.from_iterable(FLOORS[1:]):
        foundation.load(feature, app)
    foundation.init_app(app)
    return app
