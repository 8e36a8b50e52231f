from itertools import combinations
from math import hypot

import pytest

from network.foundation import motif

LONG_NAMES = ("Văn hóa, Thể thao và Du lịch 2031", "Nông nghiệp và Môi trường", "Y tế 2022", "Ngân hàng NN 2030")


def petals(count: int, **marked: str) -> list[dict]:
    """So many petals; host=3 marks the third from the first."""
    states = {number: state for state, number in marked.items()}
    return [{"state": states.get(number), "label": LONG_NAMES[number % len(LONG_NAMES)]} for number in range(count)]


def test_seeds_stand_where_the_drawing_has_them():
    seeds = motif.pod_seeds(["on"] * 34)

    assert seeds[0] == motif.Seed(7.56, -5.17, 3.8, "on")
    assert seeds[33] == motif.Seed(-67.36, -3.98, 6.98, "on")


@pytest.mark.parametrize("count", [1, 3, 34, 60, 120])
def test_seeds_stay_in_the_pod_and_apart(count):
    seeds = motif.pod_seeds(["on"] * count)

    assert max(hypot(seed.x, seed.y) + seed.r for seed in seeds) < motif.POD
    assert all(hypot(a.x - b.x, a.y - b.y) > a.r + b.r for a, b in combinations(seeds, 2))


def test_each_seed_keeps_its_state():
    states = ["on", "off", "now", "on"]

    assert [seed.state for seed in motif.pod_seeds(states)] == states


def test_a_petal_of_eighteen_is_the_one_that_was_drawn():
    assert motif._petal_path(motif.PETAL_FOOT, motif.PETAL_LENGTH, 1) == (
        "M84 -12.38C114.4 -26.21 147.84 -37.86 184.32 -31.3 210.16 -26.21 220.8 -7.28 236 0"
        "C220.8 7.28 210.16 26.21 184.32 31.3 147.84 37.86 114.4 26.21 84 12.38Z"
    )


def test_more_petals_are_narrower_and_few_do_not_grow_without_end():
    widths = [motif._width(count) for count in (1, 3, 9, 18, 22, 40)]

    assert widths == sorted(widths, reverse=True)
    assert (widths[0], widths[3]) == (motif.WIDEST, 1)


@pytest.mark.parametrize("count", [0, 1, 3, 18, 22, 99])
def test_a_sheet_has_every_shape_for_any_number_of_petals(count):
    sheet = motif.sheet(count)

    assert [f'id="{name}"' in sheet for name in ("petal", "vein", "stamens", "leaf", "back", "seal")] == [True] * 6
    assert sheet.count("rotate(") == 2 * count


def test_petals_stand_evenly_from_the_top():
    figure = motif.lotus(petals(4), [])

    assert [petal.angle for petal in figure.petals] == [-90, 0, 90, 180]


def test_the_host_is_turned_to_where_it_is_wanted():
    figure = motif.lotus(petals(18, host=10), [], marked_at=155)

    assert [petal.angle for petal in figure.petals if petal.state == "host"] == [155]


def test_what_is_marked_is_drawn_on_top():
    given = petals(6, host=1, next=2)
    given[4]["selected"] = True

    assert [petal.state for petal in motif.lotus(given, []).petals[-3:]] == ["next", "host", "idle"]


def test_a_network_without_organizations_is_a_pod():
    assert motif.lotus([], ["on"]).petals == ()


@pytest.mark.parametrize("count", [3, 17, 18, 22, 30])
def test_labels_never_overlap_and_stay_in_the_picture(count):
    words = [(360 / count * number - 90, LONG_NAMES[number % 4], "idle") for number in range(count)]
    labels, boxes = motif.place_labels(words)
    left, top, width, height = map(int, motif.lotus(petals(count), [], labelled=True).view_box.split())

    assert len(labels) == count
    assert not any(a.touches(b) for a, b in combinations(boxes, 2))
    assert all(left - 1 <= box.left and box.right <= left + width + 1 for box in boxes)
    assert all(top - 1 <= box.top and box.bottom <= top + height + 1 for box in boxes)


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Tư pháp 2027", ("Tư pháp 2027",)),
        ("Ngân hàng NN 2030", ("Ngân hàng NN", "2030")),
        ("Dân tộc, Tôn giáo", ("Dân tộc,", "Tôn giáo")),
        ("Văn phòng Chính phủ", ("Văn phòng", "Chính phủ")),
    ],
)
def test_a_long_label_breaks_where_a_reader_would(label, lines):
    assert motif._lines(label) == lines


def test_a_seal_lights_the_place_of_its_organization():
    assert [motif.seal_angle(index, 18) for index in (0, 10)] == [-90, 110]


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Trần Thị Minh Hạnh", "MH"), ("Châu Thị Ngọc Ánh", "NÁ"), ("Hoa", "H"), ("  y Phôn  ", "YP"), ("", "")],
)
def test_a_face_shows_the_last_two_initials(name, letters):
    assert motif.initials(name) == letters
