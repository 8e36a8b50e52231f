"""The drawing of the network: a lotus seen from above, a petal for each organization, a seed for each person.

Plain values in, plain values out; `templates/shared/motif.html` turns them into SVG.  Lengths are in
the units of the drawing, whose middle is 0, 0; angles are in degrees, clockwise from the right.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import cos, pi, radians, sin, sqrt, tan
from typing import NamedTuple

from markupsafe import Markup

GOLDEN_ANGLE = 137.50776
UP = -90.0

POD = 78.0
PETAL_FOOT, PETAL_LENGTH = 84.0, 152.0
BACK_FOOT, BACK_LENGTH = 86.0, 162.98
STAMENS = 90
DRAWN_FOR = 18  # petals in the drawing that the outlines below were made for
WIDEST = 2.2  # times that width: few petals stay petals, with air between them

# Corners and handles of the right half of a petal, as parts of its length and half widths for 18 petals.
OUTLINE = (
    ((0, 12.38),),
    ((0.2, 26.21), (0.42, 37.86), (0.66, 31.3)),
    ((0.83, 26.21), (0.9, 7.28), (1, 0)),
)
VEINS = (
    ((0.22, 13.99), (0.45, 23.02), (0.64, 21.67), (0.838, 3.61)),
    ((0.22, 7.22), (0.45, 11.88), (0.64, 11.18), (0.868, 1.86)),
    ((0.22, 0), (0.45, 0), (0.64, 0), (0.9, 0)),
)

LABEL_DISTANCE, LABEL_LINE, LABEL_LETTER = 258.0, 17.0, 8.0
LONGEST_LINE = 13  # letters on one line of a label


class Seed(NamedTuple):
    x: float
    y: float
    r: float
    state: str = "on"


class Petal(NamedTuple):
    angle: float
    state: str
    selected: bool
    href: str | None
    title: str | None


class Label(NamedTuple):
    x: float
    y: float  # of the first line
    anchor: str
    lines: tuple[str, ...]
    state: str


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Lotus(NamedTuple):
    count: int
    start: float
    petals: tuple[Petal, ...]  # in the order to draw: what is marked comes last, on top
    seeds: tuple[Seed, ...]
    labels: tuple[Label, ...]
    view_box: str


def _width(count: int) -> float:
    """How wide one of so many petals is, in widths of one of 18."""
    return min(WIDEST, tan(pi / max(count, 3)) / tan(pi / DRAWN_FOR))


def _show(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") or "0"


def _point(x: float, y: float) -> str:
    return f"{_show(x)} {_show(y)}"


def _petal_path(foot: float, length: float, width: float) -> str:
    """Broad at its foot, widest at two thirds, a small ogee at the tip."""
    right = [(foot + part * length, half * width) for piece in OUTLINE for part, half in piece]
    upper = " ".join(_point(x, -y) for x, y in right[1:])
    lower = " ".join(_point(x, y) for x, y in reversed(right[:-1]))
    return f"M{_point(right[0][0], -right[0][1])}C{upper}C{lower}Z"


def _vein_path(width: float) -> str:
    curves = []
    for vein in VEINS:
        for side in (-1, 1) if vein[0][1] else (1,):
            points = [_point(PETAL_FOOT + part * PETAL_LENGTH, side * y * width) for part, y in vein]
            curves.append(f"M{points[0]}C{' '.join(points[1:])}")
    return "".join(curves)


def _stamen_path() -> str:
    lines = []
    for number in range(STAMENS):
        angle = 2 * pi * number / STAMENS
        tip = 101 + 16 * (number * 0.618034 % 1)
        lines.append(f"M{_point(85 * cos(angle), 85 * sin(angle))}L{_point(tip * cos(angle), tip * sin(angle))}")
    return "".join(lines)


def _leaf_path(count: int) -> str:
    half = 1.86 * min(1.6, _width(count))
    there, back = f"8.02 {_show(-half)} 11.78 {_show(-half)}", f"11.78 {_show(half)} 8.02 {_show(half)}"
    return f"M5.2 0C{there} 14.6 0C{back} 5.2 0Z"


def _turned(path: str, angle: float) -> str:
    return f'<path d="{path}" transform="rotate({_show(angle)})"/>'


@cache
def sheet(count: int) -> str:
    """An SVG of the shapes of a lotus or seal of so many petals; colours come from where it is used."""
    width, step = _width(count), 360 / max(count, 1)
    back, leaf = _petal_path(BACK_FOOT, BACK_LENGTH, width), _leaf_path(count)
    shapes = (
        f'<path id="petal" d="{_petal_path(PETAL_FOOT, PETAL_LENGTH, width)}"/>',
        f'<path id="vein" d="{_vein_path(width)}"/>',
        f'<path id="stamens" d="{_stamen_path()}"/>',
        f'<path id="leaf" d="{leaf}"/>',
        f'<g id="back">{"".join(_turned(back, (number + 0.5) * step) for number in range(count))}</g>',
        f'<g id="seal">{"".join(_turned(leaf, UP + number * step) for number in range(count))}</g>',
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg"><defs>{"".join(shapes)}</defs></svg>'


def spiral(count: int, radius: float, least: float, growth: float) -> tuple[Seed, ...]:
    """So many seeds in a disc, each turned by the golden angle from the one before, growing outwards."""
    seeds = []
    for number in range(count):
        part = (number + 0.62) / count
        angle = radians(number * GOLDEN_ANGLE) - 0.6
        distance = radius * sqrt(part)
        seeds.append(
            Seed(
                round(distance * cos(angle), 2),
                round(distance * sin(angle), 2),
                round(least + growth * part, 2),
            )
        )
    return tuple(seeds)


def pod_seeds(states: Sequence[str]) -> tuple[Seed, ...]:
    """The seeds of the pod, a state each: on, off, now.  Many are drawn smaller, few a little larger."""
    shrink = min(1.25, sqrt(34 / max(len(states), 1)))
    placed = spiral(len(states), 67.86, 3.74 * shrink, 3.28 * shrink)
    return tuple(seed._replace(state=state) for seed, state in zip(placed, states, strict=True))


@lru_cache(maxsize=256)
def seed_circles(seeds: tuple[Seed, ...]) -> Markup:
    """The seeds of a pod as SVG: the same few pods are drawn over and over."""
    circle = Markup('<circle class="seed seed--{0.state}" cx="{0.x}" cy="{0.y}" r="{0.r}"/>')
    return Markup("").join(circle.format(seed) for seed in seeds)


def _circles(seeds: Sequence[Seed]) -> str:
    """Circles as one path."""
    return "".join(
        f"M{_point(seed.x - seed.r, seed.y)}a{_show(seed.r)} {_show(seed.r)} 0 1 0 {_show(2 * seed.r)} 0"
        f"a{_show(seed.r)} {_show(seed.r)} 0 1 0 {_show(-2 * seed.r)} 0"
        for seed in seeds
    )


_MARK = spiral(34, 27.4, 1.55, 1.75)
MARK_HOT = _MARK[29]  # the one seed in pink: the reader
MARK_SEEDS = _circles([seed for seed in _MARK if seed is not MARK_HOT])


def _lines(text: str) -> tuple[str, ...]:
    """A label on one line, or on two: its year below, else parted at a comma, else as even as its words allow."""
    words = text.split()
    if len(text) <= LONGEST_LINE or len(words) < 2:
        return (text,)
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]

    def roughness(cut: tuple[str, str]) -> tuple:
        upper, lower = cut
        return not lower.isdigit(), not upper.endswith(","), max(len(upper), len(lower))

    return min(cuts, key=roughness)


def _box(x: float, middle: float, anchor: str, lines: Sequence[str]) -> Box:
    width, height = max(map(len, lines)) * LABEL_LETTER, len(lines) * LABEL_LINE
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return Box(left, middle - height / 2, left + width, middle + height / 2)


def place_labels(labels: Sequence[tuple[float, str, str]]) -> tuple[list[Label], list[Box]]:
    """Labels around the lotus, from (angle, words, state); where two would overlap, one steps outwards."""
    placed: list[Label] = []
    boxes: list[Box] = []
    for angle, text, state in sorted(labels, key=lambda label: (abs(round(sin(radians(label[0])), 6)), label[0])):
        lines, rise = _lines(text), sin(radians(angle))
        x = LABEL_DISTANCE * cos(radians(angle))
        anchor = "middle" if abs(x) < 20 else "start" if x > 0 else "end"
        middle = rise * (LABEL_DISTANCE + len(lines) * LABEL_LINE / 2)
        box = _box(x, middle, anchor, lines)
        while any(box.touches(other) for other in boxes):
            middle += 4 if rise > 0 else -4
            box = _box(x, middle, anchor, lines)
        boxes.append(box)
        placed.append(Label(round(x, 1), round(box.top + 13, 1), anchor, lines, state))
    return placed, boxes


def _view_box(boxes: Sequence[Box]) -> str:
    """The drawing and its labels, the pod in the middle."""
    wide = max([250.0, *(max(-box.left, box.right) for box in boxes)])
    high = max([250.0, *(max(-box.top, box.bottom) for box in boxes)])
    return f"{-round(wide)} {-round(high)} {2 * round(wide)} {2 * round(high)}"


ON_TOP = {"next": 1, "host": 2}


def _start(petals: Sequence[Mapping], start: float, marked_at: float | None) -> float:
    """Where the first petal stands, so that the marked one stands where it is wanted."""
    for number, petal in enumerate(petals):
        if marked_at is not None and petal.get("state") == "host":
            return marked_at - number * 360 / len(petals)
    return start


def lotus(
    petals: Sequence[Mapping],
    seeds: Sequence[str],
    start: float = UP,
    labelled: bool = False,
    marked_at: float | None = None,
) -> Lotus:
    """The whole figure.  A petal maps state, and where it has them label, href, selected, title, to values.

    The first petal stands at `start`, unless `marked_at` says where the host's petal is to stand.
    """
    start = _start(petals, start, marked_at)
    drawn = [
        Petal(
            round(start + number * 360 / len(petals), 3),
            petal.get("state") or "idle",
            bool(petal.get("selected")),
            petal.get("href"),
            petal.get("title") or petal.get("label"),
        )
        for number, petal in enumerate(petals)
    ]
    words = [
        (petal.angle, given["label"], petal.state)
        for petal, given in zip(drawn, petals, strict=True)
        if labelled and given.get("label")
    ]
    labels, boxes = place_labels(words)
    on_top = sorted(drawn, key=lambda petal: (petal.selected, ON_TOP.get(petal.state, 0)))
    return Lotus(len(petals), start, tuple(on_top), pod_seeds(seeds), tuple(labels), _view_box(boxes))


def seal_angle(index: int, count: int) -> float:
    """Where the one lit petal of a seal stands: an organization's place on the wheel."""
    return round(UP + index * 360 / max(count, 1), 3)


def initials(full_name: str) -> str:
    """What a face without a photo shows: of the last two syllables the first letters, MH for Minh Hạnh."""
    return "".join(syllable[0] for syllable in full_name.split()[-2:]).upper()
