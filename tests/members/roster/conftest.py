"""Ministries that rosters name."""

from datetime import date

import pytest

from network.members.models import Term
from network.organizations.models import Organization
from tests.factories import make_ministry, make_term


@pytest.fixture
def home_affairs(app) -> Organization:
    """Bộ Nội vụ."""
    return make_ministry("Bộ Nội vụ", code="BNV", short_name="Nội vụ", slug="bnv")


@pytest.fixture
def finance(app) -> Organization:
    """Bộ Tài chính."""
    return make_ministry("Bộ Tài chính", code="BTC", short_name="Tài chính", slug="btc")


@pytest.fixture
def thirteenth(app) -> Term:
    """Nhiệm kỳ 2022-2027."""
    return make_term("2022-2027", ordinal="khóa XIII", valid_from=date(2022, 3, 11))
