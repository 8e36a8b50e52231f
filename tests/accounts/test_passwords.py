"""What is a good password."""

import subprocess
import sys

import pytest

from network.accounts.passwords import WeakPassword, check_password


@pytest.mark.parametrize(
    "password",
    [
        "con mèo leo cây cau",
        "mưa rào tháng sáu 48",
        "correct horse battery",
        "密碼是很長的一句話沒有人知道",
        "🌸🍃🌧️🐈🌙🪷🐟🌾🏮🎋🪁🥁",
        "x7#Kp!vQ2&mZ",
    ],
)
def test_any_long_phrase_is_good(app, password):
    check_password(password, ("Nguyễn Thị Lan Anh", "lan.anh@example.vn"))


@pytest.mark.parametrize(
    "password",
    [
        "matkhaumatkhau",
        "Matkhau@2026!!",
        "PASSWORD123456",
        "p@ssw0rd2026!!",
        "123456789012",
        "987654321098",
        "qwertyuiopas",
        "abababababab",
        "iloveyou123456",
        "Mạng lưới 2026",
        "phụ nữ Việt Nam",
        "NguyenThiLanAnh",
        "lan anh 1975 hn",
        "11 ký tự đó",
        "a" * 129,
        "e" + "\u0301" * 600 + "bcdfghijklmnop",
    ],
)
def test_what_many_would_try_is_not(app, password):
    with pytest.raises(WeakPassword):
        check_password(password, ("Nguyễn Thị Lan Anh", "lan.anh@example.vn"))


UNDER_GEVENT = """
from gevent import monkey
monkey.patch_all()
from flask import Flask
from network.accounts.passwords import hash_password, is_password
app = Flask("house")
app.config.update(ARGON2_PASSES=1, ARGON2_MEMORY_KIB=1024, ARGON2_LANES=1)
with app.app_context():
    held = hash_password("con mèo leo cây cau")
    print(is_password("con mèo leo cây cau", held), is_password("con mèo trèo cây cau", held), is_password("x", None))
"""


def test_under_gevent_a_wrong_password_is_no_fault_in_the_log():
    run = subprocess.run([sys.executable, "-c", UNDER_GEVENT], capture_output=True, text=True, check=True)

    assert (run.stdout, run.stderr) == ("True False False\n", "")
