"""English is complete: every text in the code has its translation, with the same gaps."""

import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tools.translations import CATALOGUES, extracted

GAP = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
MARKS = re.compile("[ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]")
# What stays as it is in English: names, and words that people must type.
NAMES = re.compile(
    r"Việt|Tết|Hà Nội|[Cc]hị|Gõ|Nguyễn|Nguyên|Hòa|Hoà|Niê|Bộ Nội vụ|Bộ GD&ĐT|Quốc phòng|“Ví dụ:”"
    r"|Ủy viên Ban Chấp hành(, khối bộ, ngành| chuyên trách)|Lãnh đạo nữ chưa là ủy viên|Đầu mối của Hội"
)


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (CATALOGUES / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def texts_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def gaps(text: str) -> set[str]:
    return {first or second for first, second in GAP.findall(text)}


def test_every_text_is_translated(english):
    missing = [
        str(message.id)
        for message in extracted()
        if message.id and not ((held := english.get(message.id)) and all(texts_of(held)) and not held.fuzzy)
    ]

    assert missing == []


def test_no_translation_is_left_over(english):
    known = {message.id for message in extracted()}

    assert [message.id for message in english if message.id and message.id not in known] == []


def test_translations_have_the_gaps_of_their_texts(english):
    wrong = []
    for message in english:
        source = message.id if isinstance(message.id, str) else message.id[-1]
        if message.id and any(gaps(text) - gaps(source) for text in texts_of(message)):
            wrong.append(source)

    assert wrong == []


def test_nothing_in_english_is_vietnamese_by_accident(english):
    left = [
        text for message in english if message.id for text in texts_of(message) if MARKS.search(NAMES.sub("", text))
    ]

    assert left == []
