"""What cannot be planned with is told in a sentence that names the entry."""

import json

import pytest

from network.workshops.rotation.document import LONGEST_DOCUMENT
from network.workshops.rotation.invalid import InvalidRotation
from network.workshops.rotation.reading import check, read
from network.workshops.rotation.rule import Ministry, RotationInput
from tests.workshops.rotation.samples import make_input, make_ministry, turn


def test_an_input_is_read_whole():
    given = {
        "first_year": 2027,
        "years": 8,
        "ministries": [
            {"code": "BNV", "block": "noi-chinh", "joined": 2017, "left": None, "successor": None},
            {"code": "BLĐTBXH", "block": "van-xa", "joined": 2017, "left": 2024, "successor": "BNV"},
        ],
        "history": [{"year": 2018, "code": "BNV"}],
        "unavailable": [{"year": 2028, "code": "BNV"}, {"year": 2028, "code": "BNV"}],
        "pins": [{"year": 2027, "code": "BNV"}],
        "preferences": [
            {"year": 2029, "code": "BNV", "weight": 5},
            {"year": 2029, "code": "BNV", "weight": 5},
        ],
    }

    assert read(json.dumps(given).encode()) == RotationInput(
        first_year=2027,
        years=8,
        ministries=(
            Ministry("BNV", "noi-chinh", 2017),
            Ministry("BLĐTBXH", "van-xa", 2017, left=2024, successor="BNV"),
        ),
        history={2018: "BNV"},
        unavailable=frozenset({(2028, "BNV")}),
        pins={2027: "BNV"},
        preferences={(2029, "BNV"): 10},
    )


def test_what_is_not_there_may_be_left_out():
    ministry = {"code": "BNV", "block": "noi-chinh", "joined": 2017}

    rotation = check({"first_year": 2027, "years": 1, "ministries": [ministry]})

    assert rotation == RotationInput(2027, 1, (Ministry("BNV", "noi-chinh", 2017),))


def test_a_byte_order_mark_is_no_part_of_the_document():
    text = json.dumps(make_input())

    assert read(text.encode("utf-8-sig")) == read(text.encode())


UNKNOWN = {"year": 2027, "code": "XYZ"}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (make_input(history=[turn(2020, "XYZ")]), "history[0].code: không có bộ, ngành nào mang mã XYZ."),
        (make_input(unavailable=[UNKNOWN]), "unavailable[0].code: không có bộ, ngành nào mang mã XYZ."),
        (
            make_input(pins=[turn(2027, "BNV"), turn(2028, "bnv")]),
            "pins[1].code: không có bộ, ngành nào mang mã bnv.",
        ),
        (
            make_input(preferences=[UNKNOWN | {"weight": 1}]),
            "preferences[0].code: không có bộ, ngành nào mang mã XYZ.",
        ),
        (
            make_input(make_ministry("A", successor="B"), make_ministry("B", successor="XYZ")),
            "ministries[1].successor: không có bộ, ngành nào mang mã XYZ.",
        ),
        (
            make_input(pins=[turn(2027, "BNV"), turn(2027, "BTC")]),
            "pins[1]: năm 2027 được ghim hai lần, cho BNV và BTC.",
        ),
        (
            make_input("A", make_ministry("B", left=2027), pins=[turn(2028, "B")]),
            "pins[0]: B không tham gia trong năm 2028 nên không đăng cai năm đó được.",
        ),
        (
            make_input("A", make_ministry("B", left=2020), pins=[turn(2027, "B")]),
            "pins[0]: B không tham gia trong năm 2027 nên không đăng cai năm đó được.",
        ),
        (
            make_input("A", make_ministry("B", joined=2029), pins=[turn(2029, "B"), turn(2028, "B")]),
            "pins[1]: B không tham gia trong năm 2028 nên không đăng cai năm đó được.",
        ),
        (
            make_input("A", make_ministry("B", successor="A"), pins=[turn(2028, "B")]),
            "pins[0]: B không tham gia trong năm 2028 nên không đăng cai năm đó được.",
        ),
        (
            make_input(pins=[turn(2030, "BNV")]),
            "pins[0]: ghim BNV vào năm 2030, ngoài các năm cần xếp 2027-2029.",
        ),
        (
            make_input(make_ministry("A", successor="A")),
            "ministries[0].successor: các đơn vị kế tục nối thành vòng, A → A.",
        ),
        (
            make_input(
                make_ministry("A", successor="B"),
                make_ministry("B", successor="C"),
                make_ministry("C", successor="B"),
            ),
            "ministries[1].successor: các đơn vị kế tục nối thành vòng, B → C → B.",
        ),
        (
            make_input(*(make_ministry(f"M{n}", successor=f"M{(n + 1) % 9}") for n in range(9))),
            "ministries[0].successor: các đơn vị kế tục nối thành vòng, M0 → M1 → M2 → M3 → M4 → M5 → … → M0.",
        ),
        (
            make_input(make_ministry("A", joined=2020, left=2019)),
            "ministries[0]: A rời đi năm 2019, trước năm tham gia 2020.",
        ),
        (make_input("BNV", "BTC", "BNV"), "ministries[2]: mã BNV đã có ở trên."),
        (
            make_input(history=[turn(2020, "BNV"), turn(2020, "BTC")]),
            "history[1]: năm 2020 có hai lượt đăng cai, BNV và BTC.",
        ),
        (
            make_input(preferences=[turn(2027, "BNV", weight=6)]),
            "preferences[0]: trọng số của BNV năm 2027 phải từ -5 đến 5, đang là 6.",
        ),
        (
            make_input(preferences=[turn(2027, "BNV", weight=5), turn(2027, "BNV", weight=-6)]),
            "preferences[1]: trọng số của BNV năm 2027 phải từ -5 đến 5, đang là -6.",
        ),
        (make_input(years=0), "years: số năm cần xếp phải từ 1 đến 15, đang là 0."),
        (make_input(years=16), "years: số năm cần xếp phải từ 1 đến 15, đang là 16."),
        (
            make_input(history=[turn(2026, "BNV"), turn(2027, "BNV")]),
            "history[1]: lượt năm 2027 của BNV không ở trước năm đầu cần xếp, 2027.",
        ),
    ],
)
def test_what_breaks_the_rules_conditions_is_named(given, sentence):
    with pytest.raises(InvalidRotation) as refused:
        check(given)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "JSON: cần một đối tượng {…}, đang là […]."),
        (None, "JSON: cần một đối tượng {…}, đang là null."),
        ({}, "first_year: còn thiếu."),
        ({"first_year": 2027, "years": 3}, "ministries: còn thiếu."),
        (make_input(pinned=[]), 'JSON: khóa "pinned" không có trong mẫu dữ liệu.'),
        (
            make_input(make_ministry() | {"sucessor": "A"}),
            'ministries[0]: khóa "sucessor" không có trong mẫu dữ liệu.',
        ),
        (make_input(pins={"2027": "BNV"}), "pins: cần một danh sách […], đang là {…}."),
        (make_input(pins=None), "pins: cần một danh sách […], đang là null."),
        (make_input(pins=["BNV"]), 'pins[0]: cần một đối tượng {…}, đang là "BNV".'),
        (make_input(pins=[{"year": 2027}]), "pins[0].code: còn thiếu."),
        (make_input(pins=[{"code": "BNV"}]), "pins[0].year: còn thiếu."),
        (make_input(preferences=[turn(2027, "BNV")]), "preferences[0].weight: còn thiếu."),
        (make_input(years=True), "years: cần một số nguyên, đang là true."),
        (make_input(years=3.0), "years: cần một số nguyên, đang là 3.0."),
        (make_input(years="3"), 'years: cần một số nguyên, đang là "3".'),
        (make_input(first_year=0), "first_year: năm 0 nằm ngoài khoảng 1 đến 9999."),
        (make_input(first_year=10**15), f"first_year: năm {10**15} nằm ngoài khoảng 1 đến 9999."),
        (
            make_input(make_ministry(joined=None)),
            "ministries[0].joined: cần một số nguyên, đang là null.",
        ),
        (make_input(make_ministry(left="")), 'ministries[0].left: cần một số nguyên, đang là "".'),
        (
            make_input(make_ministry(code=7)),
            "ministries[0].code: cần một chuỗi từ 1 đến 64 ký tự in được, đang là 7.",
        ),
        (
            make_input(make_ministry(code="")),
            'ministries[0].code: cần một chuỗi từ 1 đến 64 ký tự in được, đang là "".',
        ),
        (
            make_input(make_ministry(code="B\u202eNV")),
            'ministries[0].code: cần một chuỗi từ 1 đến 64 ký tự in được, đang là "B\ufffdNV".',
        ),
        (
            make_input(make_ministry(block="\ud800")),
            'ministries[0].block: cần một chuỗi từ 1 đến 64 ký tự in được, đang là "\ufffd".',
        ),
        (
            make_input(make_ministry(code="A" * 100_000)),
            f'ministries[0].code: cần một chuỗi từ 1 đến 64 ký tự in được, đang là "{"A" * 63}….',
        ),
        (
            make_input(*(make_ministry(f"M{number}") for number in range(1001))),
            "ministries: có 1001 bộ, ngành, nhiều hơn 1000.",
        ),
    ],
)
def test_what_has_another_shape_is_named(given, sentence):
    with pytest.raises(InvalidRotation) as refused:
        check(given)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "Dữ liệu chưa phải JSON, từ dòng 1, cột 1."),
        (b'{"first_year": 2027,\n "years": }', "Dữ liệu chưa phải JSON, từ dòng 2, cột 11."),
        (b"{} {}", "Dữ liệu chưa phải JSON, từ dòng 1, cột 4."),
        (b"PK\x03\x04", "Dữ liệu chưa phải JSON, từ dòng 1, cột 1."),
        (b'{"code": "B\xd0V"}', "Dữ liệu chưa phải văn bản UTF-8, từ byte thứ 12."),
        ('{"years": 3}'.encode("utf-16"), "Dữ liệu chưa phải văn bản UTF-8, từ byte thứ 1."),
        (b'{"years": NaN}', "Dữ liệu chưa phải JSON: NaN chưa phải số dùng được."),
        (b'{"years": -Infinity}', "Dữ liệu chưa phải JSON: -Infinity chưa phải số dùng được."),
        (
            b'{"years": ' + b"9" * 5000 + b"}",
            f"Dữ liệu chưa phải JSON: {'9' * 20} chưa phải số dùng được.",
        ),
        (
            b'{"first_year": 2027, "years": 1e999}',
            "years: cần một số nguyên, đang là Infinity.",
        ),
        (b'{"years": 3, "years": 4}', 'Dữ liệu có một mục ghi khóa "years" hai lần.'),
        (b"[" * 200_000, "Dữ liệu chưa phải JSON của vòng luân phiên: các mục lồng nhau quá sâu."),
        (b" " * (LONGEST_DOCUMENT + 1), "Dữ liệu dài quá 10 MB."),
    ],
)
def test_what_is_no_json_document_is_told_with_its_place(text, sentence):
    with pytest.raises(InvalidRotation) as refused:
        read(text)

    assert str(refused.value) == sentence


def test_a_refusal_has_a_key_and_figures_for_a_page_to_translate():
    with pytest.raises(InvalidRotation) as refused:
        check(make_input(years=16))

    assert (refused.value.key, refused.value.figures) == ("years_outside", {"value": 16})
    assert refused.value.sentence % refused.value.figures == str(refused.value)
