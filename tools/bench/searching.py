"""Search over 300,000 people: how long the first twenty hits take."""

import random
import time
from collections.abc import Iterator

from flask import Flask
from sqlalchemy import insert

from network.foundation.database import writing
from network.foundation.folding import keep_tones, part_words, search_text
from network.foundation.models import db
from network.foundation.search import EVERYONE, SearchDocument, find

PEOPLE = 300_000
BATCH = 10_000
TRIES = 100
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lò Vi Thào".split()
MIDDLE = "Thị Thu Minh Ngọc Thanh Kim Hồng Bích Mai Phương Thúy Hải".split()
GIVEN = "Hoa Hòa Hoài Hạnh Hằng Hiền Anh Ánh Linh Lan Mai Nga Ngân Oanh Tâm Thảo Thủy Vân Xuân Yến Đào Đức".split()
QUERIES = {
    "name without accents": "nguyen thi hoa",
    "name with accents": "Đặng Thị Hòa",
    "two words": "dang duc",
    "one common word": "thi",
    "begun word": "nguye",
    "rare word": "chuyên viên 29999",
    "no hit": "khongcoaitenthe",
}


def measure(app: Flask) -> Iterator[dict]:
    _fill()
    for name, query in QUERIES.items():
        times = []
        for _ in range(TRIES):
            begun = time.perf_counter()
            hits = find(query)
            times.append((time.perf_counter() - begun) * 1000)
            db.session.rollback()
        times.sort()
        yield {
            "what": f"search, {PEOPLE} people",
            "query": name,
            "hits": len(hits),
            "p50_ms": round(times[TRIES // 2], 2),
            "p99_ms": round(times[TRIES * 99 // 100], 2),
        }


def _fill() -> None:
    chance = random.Random(34)
    for begin in range(0, PEOPLE, BATCH):
        rows = []
        for number in range(begin, begin + BATCH):
            name = " ".join((chance.choice(FAMILY), chance.choice(MIDDLE), chance.choice(MIDDLE), chance.choice(GIVEN)))
            words = f"{name}\nChuyên viên {number} Vụ Tổ chức cán bộ\nBộ Khoa học và Công nghệ"
            rows.append(
                {
                    "kind": "bench",
                    "row_id": number + 1,
                    "title": name,
                    "hint": "",
                    "address": "/",
                    "audience": EVERYONE,
                    "folded": search_text(words),
                    "toned": part_words(keep_tones(words)),
                }
            )
        with writing():
            db.session.rollback()
            db.session.execute(insert(SearchDocument), rows)
            db.session.commit()
    if db.engine.dialect.name == "postgresql":
        db.session.execute(db.text("ANALYZE search_document"))
        db.session.commit()
