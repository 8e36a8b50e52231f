from unicodedata import is_normalized

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from network.foundation.text import InvalidText, clean_line, clean_text, cut, cut_bytes, length, reject_invalid

FAMILY = "👩\u200d👩\u200d👧"  # one character to a person, five to Python
anything = st.text(st.characters(exclude_categories=["Cs"]))
troubling = st.text("aeđÐ \t\r\n\u00a0\u0301\u0302\u0323\u200b\u200d\u202e\ufe0f👩👧🏽\u115f한")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn   Thị\tHoa\n", "Nguyễn Thị Hoa"),
        ("Nguye\u0302\u0303n Thi\u0323 Hoa", "Nguyễn Thị Hoa"),
        ("Nguyễn\u00a0Thị\u3000Hoa", "Nguyễn Thị Hoa"),
        ("Nguyễn\r\nThị\u2028Hoa", "Nguyễn Thị Hoa"),
        ("Ho\u200ba\u00ad\ufeff", "Hoa"),
        ("\u202eaoH\u202c", "aoH"),
        ("Ho\x00a\x1b\x85", "Hoa"),
        ("e\u200b\u0301", "é"),
        ("Ðặng ðang", "Đặng đang"),
        ("\u3164\u2800 \u115f", ""),
        ("Ho\ufffea", "Hoa"),
    ],
)
def test_a_line_keeps_what_was_meant(typed, kept):
    assert clean_line(typed) == kept


@pytest.mark.parametrize("emoji", [FAMILY, "🏳\ufe0f\u200d🌈", "🏃🏻\u200d♀\ufe0f"])
def test_the_joiner_stays_within_an_emoji(emoji):
    assert clean_line(emoji) == emoji


@pytest.mark.parametrize("typed", ["Ho\u200da", "Hoa\u200d", "\u200dHoa", "Ho\u200d\u200da"])
def test_the_joiner_goes_elsewhere(typed):
    assert clean_line(typed) == "Hoa"


def test_at_most_four_marks_stand_on_a_letter():
    assert clean_line("x" + "\u0301" * 9 + "y") == "x" + "\u0301" * 4 + "y"


def test_a_text_keeps_its_lines_and_tabs():
    typed = "\r\n \r\nKính gửi các chị,\r\n\r\n\tMời dự\u2028hội thảo\x07\r \n"

    assert clean_text(typed) == "Kính gửi các chị,\n\n\tMời dự\nhội thảo"


@pytest.mark.parametrize("clean", [clean_line, clean_text, reject_invalid])
def test_half_a_character_is_refused_in_words(clean):
    with pytest.raises(InvalidText) as refused:
        clean("Hoa\ud800")

    sentence = "Văn bản bị hỏng khi gửi đi. Xin chị chép lại và gửi lần nữa."
    assert (refused.value.key, str(refused.value), str(refused.value.args[0])) == ("surrogate", sentence, sentence)


@given(anything | troubling)
def test_what_is_clean_stays_as_it_is(text):
    line, lines = clean_line(text), clean_text(text)

    assert (clean_line(line), clean_text(lines)) == (line, lines)
    assert is_normalized("NFC", line)
    assert is_normalized("NFC", lines)


@given(anything | troubling)
def test_a_line_is_one_line(text):
    line = clean_line(text)

    assert line == " ".join(line.split())


@pytest.mark.parametrize(
    ("text", "size"),
    [("", 0), ("Hòa", 3), ("Ho\u0300a", 3), (FAMILY, 1), ("a\r\nb", 3), ("🇻🇳", 1), ("Hòa – “Bình”…", 13)],
)
def test_length_is_what_a_person_counts(text, size):
    assert length(text) == size


@given(anything | troubling)
def test_the_short_way_to_count_agrees_with_the_long_one(text):
    assert length(text) == len(regex.findall(r"\X", text))


def test_cutting_spares_what_is_one_character():
    text = f"ế{FAMILY}x"

    assert [cut(text, 1), cut(text, 2), cut(text, 9)] == ["ế", f"ế{FAMILY}", text]
    assert [cut_bytes(text, size) for size in (2, 3, 20, 21, 22)] == ["", "ế", "ế", f"ế{FAMILY}", text]


@given(anything | troubling, st.integers(0, 40))
def test_a_cut_is_a_beginning_within_the_limit(text, limit):
    assert text.startswith(cut_bytes(text, limit))
    assert len(cut_bytes(text, limit).encode()) <= limit
    assert text.startswith(cut(text, limit))
    assert length(cut(text, limit)) <= limit
