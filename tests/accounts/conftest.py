"""Machinery for the door: limits and CSRF tokens in earnest, and signing in by the form."""

import re

import pytest

from tests.factories import PASSWORD


@pytest.fixture
def real_limits(app, monkeypatch):
    monkeypatch.setitem(app.config, "LIMITS_SCALE", 1)


@pytest.fixture
def tokens_asked_for(app, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


@pytest.fixture
def try_to_enter(browser):
    """`try_to_enter(identifier, password)`: sign in by the form, as a guest at a browser of her own or at `at`."""

    def enter(identifier="lan.anh@example.vn", password=PASSWORD, at=None, headers=None, **given):
        return (at or browser()).post(
            "/dang-nhap", data={"identifier": identifier, "password": password, **given}, headers=headers
        )

    return enter


def hidden(page, name: str) -> str:
    """What a hidden field of a page carries."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page.text)
    return found.group(1) if found else ""
