"""Inputs of the rotation, as JSON holds them: one to change, and many at random."""

from random import Random

FIRST_YEAR = 2027


def make_ministry(code: str = "BNV", **values: object) -> dict:
    return {"code": code, "block": "noi-chinh", "joined": 2017, "left": None, "successor": None, **values}


def make_input(*ministries: dict | str, **values: object) -> dict:
    """Three years and three ministries of different blocks that never hosted, unless told otherwise."""
    given = ministries or ("BCA", "BNV", "BTC")
    return {
        "first_year": FIRST_YEAR,
        "years": 3,
        "ministries": [
            make_ministry(each, block=f"block of {each}") if isinstance(each, str) else each for each in given
        ],
        "history": [],
        "unavailable": [],
        "pins": [],
        "preferences": [],
        **values,
    }


def turn(year: int, code: str, **values: object) -> dict:
    return {"year": year, "code": code, **values}


def sample_input(ministries: int, years: int, seed: int) -> dict:
    """A network as it might be: ten years of history, some absences and wishes, a merger, two pins."""
    random = Random(seed)
    codes = [f"B{number:02}" for number in range(ministries)]
    horizon = range(FIRST_YEAR, FIRST_YEAR + years)
    rows = [
        make_ministry(
            code,
            block=random.choice(("kinh-te", "noi-chinh", "van-xa", "khoa-hoc")),
            joined=random.choice((2017, 2017, 2017, 2020, 2025)),
        )
        for code in codes
    ]
    rows[1] |= {"left": FIRST_YEAR - 2, "successor": codes[0]}
    choices = [turn(year, code) for year in horizon for code in codes if code != codes[1]]
    pins = [turn(year, random.choice(codes[2:])) for year in random.sample(horizon, 2)]
    return make_input(
        *rows,
        years=years,
        history=[turn(year, random.choice(codes)) for year in range(2017, FIRST_YEAR)],
        unavailable=random.sample(choices, len(choices) // 10),
        pins=pins,
        preferences=[
            {**choice, "weight": random.randint(-5, 5)} for choice in random.sample(choices, len(choices) // 5)
        ],
    )


def small_input(random: Random) -> dict:
    """A few ministries over a few years with everything that the rule knows of, much of it at odds."""
    years = random.randint(1, 5)
    codes = random.sample(("A", "B", "C", "Đ", "D", "Z", "b"), random.randint(1, 4 if years == 5 else 5))
    last = FIRST_YEAR + years - 1
    rows = []
    for place, code in enumerate(codes):
        joined = random.choice((2010, 2020, 2020, random.randint(2018, last + 3)))
        left = max(joined, random.randint(2023, last + 1)) if random.random() < 0.35 else None
        successor = random.choice(codes[:place]) if place and random.random() < 0.4 else None
        rows.append(make_ministry(code, block=random.choice("xyz"), joined=joined, left=left, successor=successor))
    random.shuffle(rows)

    def turns(chance: float, first: int, end: int) -> list[dict]:
        return [turn(year, code) for year in range(first, end) for code in codes if random.random() < chance]

    return make_input(
        *rows,
        years=years,
        history=one_a_year(turns(0.2, 2018, FIRST_YEAR)),
        unavailable=turns(random.choice((0, 0.3, 0.7)), FIRST_YEAR - 1, last + 2),
        pins=[pin for pin in one_a_year(turns(0.1, FIRST_YEAR, last + 1)) if takes_part(pin, rows)],
        preferences=[
            {**wish, "weight": random.randint(-5, 5)}
            for wish in turns(random.choice((0, 0.4)), FIRST_YEAR - 1, last + 2) * 2
        ],
    )


def one_a_year(turns: list[dict]) -> list[dict]:
    return list({turn["year"]: turn for turn in turns}.values())


def takes_part(pin: dict, rows: list[dict]) -> bool:
    by_code = {row["code"]: row for row in rows}

    def active(row: dict) -> bool:
        return row["joined"] <= pin["year"] <= (row["left"] or pin["year"])

    row = by_code[pin["code"]]
    if not active(row):
        return False
    while row["successor"]:
        row = by_code[row["successor"]]
        if active(row):
            return False
    return True
