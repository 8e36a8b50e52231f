"""Every setting, read from the environment once, here and nowhere else; the README lists them."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(int(default))).strip().lower() in {"1", "true", "yes", "on"}


def _kept_secret(name: str, instance: Path) -> str:
    """A secret of this installation: from the environment, else made once and kept in a file only its owner reads."""
    if given := os.environ.get(name):
        return given
    file = instance / f"{name.lower()}.txt"
    if not file.exists():
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(48))
    return file.read_text().strip()


class Config:
    """The settings of one run.  `Config()` reads the environment; keyword arguments overrule it."""

    def __init__(self, **given: object) -> None:
        self.INSTANCE = Path(os.environ.get("INSTANCE", HERE / "instance"))
        self.DEMO = _flag("DEMO")  # the demo network may be loaded, and its accounts may sign in
        self.TESTING = False
        self.SITE_URL = os.environ.get("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '5000')}")
        self.SQLALCHEMY_DATABASE_URI = os.environ.get(
            "DATABASE_URL", f"sqlite:///{self.INSTANCE.absolute()}/network.sqlite"
        )
        self.SQLALCHEMY_ECHO = _flag("DATABASE_ECHO")
        self.SQLITE_SYNCHRONOUS = os.environ.get("SQLITE_SYNCHRONOUS", "FULL")  # an answer survives a power cut
        self.REDIS_URL = os.environ.get("REDIS_URL")  # None: one process
        self.WORK_IN_PROCESS = _flag("WORK_IN_PROCESS", default=True)  # False: jobs are done by `flask worker`
        self.PROXY_HOPS = int(os.environ.get("PROXY_HOPS", "0"))  # reverse proxies in front whose headers are true
        self.FILES = Path(os.environ.get("FILES", self.INSTANCE / "files"))  # photos
        self.LIMITS_SCALE = float(os.environ.get("LIMITS_SCALE", "1"))  # tests widen the limits; demo or tests only

        self.BABEL_DEFAULT_LOCALE = "vi"
        self.BABEL_DEFAULT_TIMEZONE = "Asia/Ho_Chi_Minh"
        self.BABEL_TRANSLATION_DIRECTORIES = "translations"

        # What a request may carry, in bytes and parts: beyond it 413 or 400, before it is read.
        self.MAX_CONTENT_LENGTH = 1024 * 1024
        self.MAX_UPLOAD_LENGTH = 26 * 1024 * 1024
        self.MAX_FORM_MEMORY_SIZE = 500_000
        self.MAX_FORM_PARTS = 200

        # Argon2id for passwords: memory in KiB, passes, lanes.  OWASP asks for 19 MiB, 2, 1 at least.
        self.ARGON2_MEMORY_KIB = int(os.environ.get("ARGON2_MEMORY_KIB", "65536"))
        self.ARGON2_PASSES = int(os.environ.get("ARGON2_PASSES", "3"))
        self.ARGON2_LANES = 1

        self.SESSION_IDLE = timedelta(minutes=60)
        self.SESSION_LIFE = timedelta(hours=12)
        self.REMEMBERED_SESSION_LIFE = timedelta(days=14)
        self.INVITATION_LIFE = timedelta(days=7)

        # Flask's own signed cookie holds only the CSRF secret and notices, never who is signed in.
        self.SESSION_COOKIE_SAMESITE = "Lax"
        self.SESSION_COOKIE_HTTPONLY = True
        self.WTF_CSRF_TIME_LIMIT = None  # as long as the session itself
        self.WTF_CSRF_SSL_STRICT = False  # pages with a token in their address send no referrer; the token is asked for
        for name, value in given.items():
            setattr(self, name, value)
        if not hasattr(self, "SECRET_KEY"):
            self.SECRET_KEY = _kept_secret("SECRET_KEY", self.INSTANCE)
            self.AUDIT_KEY = _kept_secret("AUDIT_KEY", self.INSTANCE)  # chains the audit trail
        self.SECURE_COOKIES = self.SITE_URL.startswith("https://")
        self.SESSION_COOKIE_SECURE = self.SECURE_COOKIES
        self.SESSION_COOKIE_NAME = "__Host-form" if self.SECURE_COOKIES else "form"
        self._check()

    def _check(self) -> None:
        """Refuse to start with settings that would open a hole."""
        loopback = urlsplit(self.SITE_URL).hostname in {"127.0.0.1", "localhost", "::1"}
        if len(self.SECRET_KEY) < 32 or len(self.AUDIT_KEY) < 32:
            raise SystemExit("SECRET_KEY and AUDIT_KEY need 32 characters or more.")
        if not self.SECURE_COOKIES and not loopback:
            raise SystemExit("SITE_URL must be https, except on a loopback address.")
        if self.LIMITS_SCALE != 1 and not (self.DEMO or self.TESTING):
            raise SystemExit("LIMITS_SCALE is for demo mode and tests only.")
