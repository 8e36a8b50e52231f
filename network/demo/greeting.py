"""What the server says when it is up: where it is, and in demo mode how to get in."""

import json
import sys

from flask import Flask

from network.demo.accounts import FILE
from network.members.models import Role


def greet(app: Flask) -> None:
    """Print the address, and one organiser's and one member's sign-in."""
    lines = ["", f"  Mạng lưới Nữ lãnh đạo: {app.config['SITE_URL']}"]
    kept = app.config["INSTANCE"] / FILE
    if app.config["DEMO"] and kept.exists():
        accounts = json.loads(kept.read_text(encoding="utf-8"))
        for role, words in ((Role.ORGANIZER, "Ban tổ chức"), (Role.MEMBER, "Thành viên")):
            one = next(account for account in accounts if account["role"] == role)
            lines.append(f"  {words}: {one['identifier']}  mật khẩu: {one['password']}")
    print("\n".join(lines), "\n", file=sys.stdout, flush=True)
