import csv
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.foundation.collation import collation_key
from network.foundation.names import (
    NameProblem,
    check_name,
    given_name,
    initials,
    same_person_key,
    short_name,
    skeleton,
    sort_key,
)

CASES_FILE = Path(__file__).parent / "collation_cases.csv"
syllables = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằắấềểỗớựỳýỷỹ", min_size=1, max_size=7).map(str.capitalize)
full_names = st.lists(syllables, min_size=1, max_size=5).map(" ".join)


def collation_cases() -> dict[str, list[str]]:
    """The values of each case, in the order they must have."""
    lines = [line for line in CASES_FILE.read_text().splitlines() if not line.startswith("#")]
    cases: dict[str, list[str]] = {}
    for row in csv.DictReader(lines):
        cases.setdefault(row["case"], []).append(row["value"])
    return cases


CASES = collation_cases()


@pytest.mark.parametrize("case", CASES)
def test_lists_stand_in_vietnamese_order(case):
    keys = [sort_key(name) for name in CASES[case]]

    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    "ordered",
    [
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "mái", "mă", "mâ"],
        ["an", "An", "AN"],
        ["Chi", "Chú", "Cúc"],  # ch is c and h
        ["", "8", "An", "Yến", "Zoe", "Щ"],
        ["Lê", "Lê An", "Lê Ân", "Lêan"],
        ["Francoise", "Françoise", "Franz"],
        ["Fan", "Gia", "Joan", "Khanh", "Wang", "Xuân", "Zoe"],
    ],
)
def test_texts_stand_in_vietnamese_order(ordered):
    keys = [collation_key(text) for text in ordered]

    assert keys == sorted(set(keys))


def test_people_stand_by_given_name_then_family_then_middle_name():
    ordered = ["Lê Anh", "Lê Văn Anh", "Trần An Anh", "Lê Thị Hoa", "Lê Thị Hoà", "Trần Văn Hòa", "Lê Thị Hoạ"]

    keys = [sort_key(name) for name in ordered]

    assert keys == sorted(set(keys))


def test_a_given_name_that_is_not_last_is_said():
    ordered = [("Lê Văn Hà", None), ("H'Hen Niê", "H'Hen"), ("Ksor H'Nhan", "H'Nhan"), ("Lê Thị Hoa", None)]

    keys = [sort_key(name, given) for name, given in ordered]

    assert keys == sorted(set(keys))
    assert sort_key("H'Hen Niê", "H'Hen") == sort_key("Niê H'Hen")


def test_a_key_is_short_ascii():
    assert sort_key("Nguyễn Thị Minh Hạnh") == "LARL!05!1!RKafIR#ZLM#QMRL!00003#005#!1#1#1!"


@given(full_names)
def test_a_key_depends_on_neither_form_nor_spaces(name):
    assert sort_key(normalize("NFD", f" {name.replace(' ', '  ')} ")) == sort_key(name)
    assert sort_key(name).isascii()


@given(full_names, full_names)
def test_letters_decide_before_tones_and_tones_before_case(one, other):
    if sort_key(one.lower()) != sort_key(other.lower()):
        assert (sort_key(one) < sort_key(other)) is (sort_key(one.lower()) < sort_key(other.lower()))


@pytest.mark.parametrize(
    ("full_name", "parts"),
    [
        ("Nguyễn Thị Minh Hạnh", ("Hạnh", "Minh Hạnh", "MH")),
        ("Đỗ An", ("An", "Đỗ An", "ĐA")),
        ("đặng thị ánh", ("ánh", "thị ánh", "TÁ")),
        ("Hoa", ("Hoa", "Hoa", "H")),
        ("H'Hen Niê", ("Niê", "H'Hen Niê", "HN")),
        ("", ("", "", "")),
    ],
)
def test_a_name_has_shorter_forms(full_name, parts):
    assert (given_name(full_name), short_name(full_name), initials(full_name)) == parts


@pytest.mark.parametrize(
    "full_name",
    ["Nguyễn Thị Hòa", "Nguye\u0302\u0303n An", "H'Hen Niê", "Ksor H’Nhan", "Y Thơ\u0306", "Ƀuôn Yă", "Lê Bùi-Vy"],
)
def test_names_of_all_our_peoples_are_taken(full_name):
    assert check_name(full_name) is None


@pytest.mark.parametrize(
    ("full_name", "key"),
    [
        ("", "blank"),
        (" - ", "blank"),
        ("a" * 121, "too_long"),
        ("Hoa\u202e", "hidden"),
        ("Ho\u200ba", "hidden"),
        ("Hoa\U000e0041", "hidden"),
        ("Hoa\nLan", "hidden"),
        ("Nguyễn Thị Hoa 2", "digit"),
        ("𝐇oa", "decorated"),
        ("Ｈoa", "decorated"),
        ("Ⓗoa", "decorated"),
        ("a\u0301\u0302\u0303b", "decorated"),
        ("Нгуен", "other_script"),
        ("Hоa", "mixed_script"),
        ("Hoa Ω", "mixed_script"),
        ("Hoa 🌸", "sign"),
        ("Hoa; Lan", "sign"),
        ("Hɑo", "sign"),
    ],
)
def test_what_is_no_name_is_refused(full_name, key):
    with pytest.raises(NameProblem) as refused:
        check_name(full_name)

    assert refused.value.key == key


def test_a_refusal_says_what_and_what_to_do():
    with pytest.raises(NameProblem) as refused:
        check_name("x" * 130)

    assert str(refused.value) == "Họ tên dài 130 ký tự, nhiều hơn mức 120. Xin chị rút gọn."


@given(st.text())
def test_any_text_is_a_name_or_no_name(text):
    with suppress(NameProblem):
        check_name(text)


@pytest.mark.parametrize(
    "lookalike", ["BAN TỔ CHỨC", "Ban T0 chuc", "Ваn Tổ сhứс", "𝐁𝐚𝐧 Tổ chức", "Ban-Tổ.chức", "Bɑn Tổ chức"]
)
def test_what_looks_alike_has_one_skeleton(lookalike):
    assert skeleton(lookalike) == skeleton("Ban Tổ chức")


def test_what_looks_different_has_another_skeleton():
    assert skeleton("Ban Tổ chức") != skeleton("Bùi Thị Chức")
    assert skeleton("Quản trị") == skeleton("Quan trl") == skeleton("QUẢN TRỊ")
    assert skeleton("rnai") == skeleton("Mai")


def test_one_person_is_known_by_any_spelling_of_her_name():
    assert len({same_person_key(name) for name in ("Trần Thị Hoà", "TRẦN  THỊ HÒA", "Trần Thị Hoa\u0300 ")}) == 1
    assert same_person_key("H’Hen Niê") == same_person_key("H'Hen Niê")
    assert same_person_key("Trần Thị Hoa") != same_person_key("Trần Thị Hòa")
