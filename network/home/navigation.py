"""The places of the house, as the masthead, the tab bar and a person's own menu lead to them."""

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_login import current_user


def places() -> list[tuple[str, str, str, str]]:
    """(words, address, key, icon) of each place, in their order; pages say by the key which one they belong to."""
    if not current_user.is_authenticated:
        return []
    return [
        (_("Hôm nay"), url_for("home.show_today"), "home", "sun"),
        (_("Thành viên"), url_for("members.list_members"), "members", "user-round"),
        (_("Hội thảo"), url_for("workshops.list_workshops"), "workshops", "calendar-days"),
        (_("Chủ đề"), url_for("themes.list_themes"), "themes", "target"),
        (_("Bộ, ngành"), url_for("organizations.list_organizations"), "organizations", "landmark"),
    ]


def own_menu() -> list[tuple[str, str, str]]:
    """(words, address, icon) of what a person's own menu leads to, by her roles."""
    if not current_user.is_authenticated:
        return []
    menu = [
        (_("Hồ sơ của tôi"), url_for("members.show_own_page"), "user-round"),
        (_("Thiết bị và mật khẩu"), url_for("accounts.list_devices"), "key-round"),
    ]
    if current_user.is_organizer:
        menu += [
            (_("Nhập danh sách"), url_for("members.new_roster"), "upload"),
            (_("Lời mời"), url_for("accounts.list_invitations"), "send"),
        ]
    if current_user.is_administrator:
        menu.append((_("Vai trò"), url_for("accounts.list_roles"), "shield-check"))
    return menu


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"navigation": places(), "account_menu": own_menu()})
