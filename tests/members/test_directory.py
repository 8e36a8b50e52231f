"""The directory: who is found by what, in which order, and how many of each kind."""

from datetime import date

import pytest
from sqlalchemy import event

from network.foundation.database import writing
from network.foundation.models import db
from network.foundation.search import rebuild
from network.members.models import Membership, MembershipCategory, Person
from network.organizations.models import Block
from tests.factories import (
    make_appointment,
    make_member,
    make_ministry,
    make_organizer,
    make_participant,
    make_person,
    make_term,
)


def names_in(page: str) -> list[str]:
    """The people of a page of the directory, in their order."""
    return [piece.split("</a>")[0].replace("<mark>", "").replace("</mark>", "") for piece in links_in(page)]


def links_in(page: str) -> list[str]:
    return [piece.partition(">")[2] for piece in page.split('class="name"><a href="/thanh-vien/')[1:]]


@pytest.fixture
def find(browser):
    """The names that a member finds; she herself is called Zung, so that no test finds her by chance."""
    client = browser(make_member("Zung", ministry=make_ministry("Bộ Quan sát"), title="Người tìm"))

    def find(query: str = "") -> list[str]:
        response = client.get(f"/thanh-vien?{query}")
        assert response.status_code == 200
        return [name for name in names_in(response.text) if name != "Zung"]

    return find


def know(person, *fields):
    with writing():
        person.choose_expertise(fields)
        db.session.commit()
    return person


def test_people_stand_by_given_name(find):
    for name in ("Nguyễn Thị Yến", "Trần Thị Ánh", "Lê Thị Đào", "Phạm Thị Dung"):
        make_member(name)

    assert find() == ["Trần Thị Ánh", "Phạm Thị Dung", "Lê Thị Đào", "Nguyễn Thị Yến"]


def test_a_name_is_found_as_one_types_without_accents(find):
    make_member("Nguyễn Thị Hòa")
    make_member("Trần Thị Minh Hạnh")

    assert [find("q=nguyen+thi+hoa"), find("q=ngu"), find("q=minh+ha")] == [
        ["Nguyễn Thị Hòa"],
        ["Nguyễn Thị Hòa"],
        ["Trần Thị Minh Hạnh"],
    ]


def test_with_accents_those_who_are_called_just_so_come_first(find):
    make_member("Phạm Thị Hoa")
    make_member("Lê Thị Hòa")
    make_member("Đỗ Thị Hóa")

    assert (find("q=hòa")[0], find("q=hoà")[0], len(find("q=hòa"))) == ("Lê Thị Hòa", "Lê Thị Hòa", 3)


def test_a_name_comes_before_a_post_that_has_the_word(find):
    make_member("Phạm Thị Bích", title="Vụ trưởng Vụ Pháp chế")
    make_member("Trần Thị Pháp", title="Phó Chánh Văn phòng")

    assert [find("q=phap"), find("q=PHÁP")] == [["Trần Thị Pháp", "Phạm Thị Bích"]] * 2


def test_people_are_found_by_post_expertise_and_former_name_of_their_ministry(find):
    ministry = make_ministry("Bộ Khoa học và Công nghệ", aliases="Bộ Thông tin và Truyền thông")
    know(make_member("Phạm Thị Bích", ministry=ministry, title="Vụ trưởng Vụ Pháp chế"), "Ngân sách giới")

    hits = [find(f"q={words}") for words in ("vu+phap+che", "ngan+sach+gioi", "khoa+hoc", "thong+tin+va+truyen")]

    assert hits == [["Phạm Thị Bích"]] * 4


def test_what_is_no_word_finds_nobody(find):
    make_member("Phạm Thị Bích")

    assert [find("q=%25"), find("q=___"), find("q=%22"), find("q=OR")] == [[], [], [], []]
    assert find("q=bich%27)--") == ["Phạm Thị Bích"]


@pytest.mark.parametrize("query", ["q=" + "a" * 3000, "bo=x&bo=y", "sau=9.z", "kieu=?", "dien=x"])
def test_odd_addresses_are_answered(find, query):
    make_member("Phạm Thị Bích")

    assert isinstance(find(query), list)


def test_choices_of_one_facet_widen_and_facets_narrow(find):
    interior, health = make_ministry("Bộ Nội vụ", slug="bnv"), make_ministry("Bộ Y tế", slug="byt")
    know(make_member("Phạm Thị Bích", ministry=interior), "Tổ chức cán bộ")
    know(make_member("Trần Thị Hạnh", ministry=health), "Chuyển đổi số")
    know(make_member("Lê Thị Mai", ministry=health), "Giáo dục")

    both = "linh-vuc=to+chuc+can+bo&linh-vuc=chuyen+doi+so"

    assert find(both) == ["Phạm Thị Bích", "Trần Thị Hạnh"]
    assert find(both + "&bo=byt") == ["Trần Thị Hạnh"]


def test_block_category_and_term_narrow_too(find):
    term = make_term("2026-2031", ordinal="XIV")
    economy = make_ministry(block=Block.ECONOMY)
    her = make_member("Phạm Thị Bích", ministry=economy, category=MembershipCategory.COMMITTEE_FULL_TIME)
    her.memberships[0].term_id = term.id
    with writing():
        db.session.commit()
    make_member("Lê Thị Mai")

    asked = ("khoi=kinh-te", "dien=committee_full_time", "nhiem-ky=XIV")

    assert [find(query) for query in asked] == [["Phạm Thị Bích"]] * 3


def test_somebody_with_two_posts_is_found_at_both_ministries(find):
    one, other = make_ministry(slug="mot"), make_ministry(slug="hai")
    make_appointment(make_member("Phạm Thị Bích", ministry=one), other, is_main=False)

    assert [find("bo=mot"), find("bo=hai")] == [["Phạm Thị Bích"]] * 2


def test_a_former_member_is_found_by_organisers_only(browser):
    member, organizer = make_member(), make_organizer("Tổ Chức")
    with writing():
        make_member("Phạm Thị Bích").memberships[0].end(date(2024, 1, 1), "Nghỉ hưu")
        db.session.commit()

    hidden = browser(member).get("/thanh-vien?tinh-trang=da-roi").text
    shown = browser(organizer).get("/thanh-vien?tinh-trang=da-roi").text

    assert ("Phạm Thị Bích" in hidden, names_in(shown)) == (False, ["Phạm Thị Bích"])
    assert "Phạm Thị Bích" not in browser(organizer).get("/thanh-vien").text


def test_who_does_not_belong_sees_no_directory(browser):
    assert browser(make_person()).get("/thanh-vien").status_code == 403


def test_the_sentence_says_what_was_found(browser):
    know(make_member("Phạm Thị Bích"), "Tổ chức cán bộ")
    know(make_member("Trần Thị Hạnh"), "Chuyển đổi số")

    page = browser(make_member()).get("/thanh-vien?linh-vuc=chuyen+doi+so&linh-vuc=to+chuc+can+bo&q=thi").text

    assert "<b>2 chị</b> phụ trách chuyển đổi số hoặc tổ chức cán bộ, khớp “thi”" in page


def test_the_head_counts_members_and_ministries(browser):
    member = make_member(ministry=make_participant())
    make_member(ministry=make_participant())
    make_person()

    assert "<h1>2 chị, 2 bộ, ngành</h1>" in browser(member).get("/thanh-vien").text


def counts(page: str) -> dict[str, int]:
    boxes = page.split('name="linh-vuc" value="')[1:]
    return {box.split('"')[0]: int(box.split('class="n">')[1].split("<")[0]) for box in boxes}


def test_each_choice_is_counted_beside_what_else_is_chosen(browser):
    health = make_ministry(slug="byt")
    know(make_member(ministry=health), "Y tế cơ sở", "Tổ chức cán bộ")
    know(make_member(ministry=health), "Tổ chức cán bộ")
    know(make_member(), "Tổ chức cán bộ", "Giáo dục")
    client = browser(make_member())

    everybody = counts(client.get("/thanh-vien").text)
    narrowed = counts(client.get("/thanh-vien?bo=byt&linh-vuc=y+te+co+so").text)

    assert everybody == {"to chuc can bo": 3, "y te co so": 1, "giao duc": 1}
    assert narrowed == {"y te co so": 1, "to chuc can bo": 2}


def test_a_choice_that_gives_nobody_can_be_taken_back(browser):
    know(make_member(ministry=make_ministry(slug="byt")), "Giáo dục")
    make_ministry(slug="bnv")

    page = browser(make_member()).get("/thanh-vien?bo=bnv&linh-vuc=giao+duc").text

    assert counts(page) == {"giao duc": 0}
    assert "Bỏ lọc Giáo dục" in page
    assert "Chưa thấy chị nào như vậy" in page


def test_pages_follow_each_other_without_gap_or_repetition(browser):
    names = [f"Nguyễn Thị {'ABCDE'[number % 5]}n{chr(97 + number % 20)}" for number in range(130)]
    with writing():
        db.session.add_all(
            Person(full_name=name, memberships=[Membership(category=MembershipCategory.UNION_CONTACT)])
            for name in names
        )
        db.session.commit()
    client, address, seen = browser(make_member("Zung")), "/thanh-vien?q=thi", []
    while address:
        page = client.get(address).text
        seen += [piece.split('"')[0] for piece in page.split('class="name"><a href="')[1:]]
        after = page.split('rel="next" href="')
        address = after[1].split('"')[0].replace("&amp;", "&") if len(after) > 1 else None

    assert (len(seen), len(set(seen))) == (130, 130)


def test_a_request_for_a_part_gets_the_part(browser):
    response = browser(make_member()).get("/thanh-vien", headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="danh-ba"')
    assert "<html" not in response.text


def test_the_page_makes_a_constant_number_of_queries(app, browser):
    client = browser(make_member())
    made = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: made.append(given[2]))

    def queries(address: str) -> int:
        client.get(address)
        made.clear()
        client.get(address)
        return len([statement for statement in made if not statement.startswith("BEGIN")])

    few = queries("/thanh-vien")
    for _number in range(30):
        know(make_member(ministry=make_participant()), "Giáo dục", "Tổ chức cán bộ")

    assert (few, queries("/thanh-vien"), queries("/thanh-vien?q=thi&linh-vuc=giao+duc&kieu=danh-sach")) == (6, 6, 6)


def test_the_words_of_a_query_are_marked_in_names(browser):
    make_member("Tô Thị Hạnh Nguyên")

    page = browser(make_member()).get("/thanh-vien?q=nguyen&kieu=danh-sach").text

    assert "Tô Thị Hạnh <mark>Nguyên</mark>" in page


def test_the_index_can_be_written_anew(find):
    make_member("Phạm Thị Bích")

    rebuild("person")

    assert find("q=bich") == ["Phạm Thị Bích"]


def test_somebody_whose_post_begins_later_is_not_found_by_it_yet(find):
    her = make_member("Phạm Thị Bích", title="Chuyên viên")
    make_appointment(her, title="Vụ trưởng Vụ Pháp chế", valid_from=date(2999, 1, 1), is_main=False)

    assert find("q=phap+che") == []
