"""Each kind of change: what it leaves behind, and when it is refused."""

from datetime import date

import pytest
from sqlalchemy import select

from network.foundation.audit import AuditEntry
from network.foundation.models import db
from network.organizations.models import Block, Organization, OrganizationKind, Reorganization, Share
from network.organizations.queries import by_slug
from network.organizations.reorganizing import (
    Decision,
    Identity,
    change_kind,
    consolidate,
    dissolve,
    establish,
    merge,
    rename,
    split,
    transfer,
)
from network.organizations.reorganizing.refusals import (
    CircularParents,
    CodeTaken,
    IntoItself,
    LaterChange,
    MainSuccessorNeeded,
    MainSuccessorUnknown,
    NameTaken,
    NoMainSuccessorOfPart,
    NoReceiver,
    NothingChanges,
    NotThere,
    StillHasUnits,
    TooFewToConsolidate,
)
from tests.factories import make_ministry

EVE, DAY, NEXT_YEAR = date(2025, 2, 28), date(2025, 3, 1), date(2026, 3, 1)
DECISION = Decision(DAY, "176/2025/QH15", "Quốc hội")
NEW = Identity("Bộ Nông nghiệp và Môi trường", OrganizationKind.MINISTRY, code="BNNMT", block=Block.ECONOMY)


def links(record: Reorganization) -> set[tuple]:
    return {
        (link.predecessor and link.predecessor.name, link.successor and link.successor.name, link.share, link.is_main)
        for link in record.links
    }


def test_a_new_organisation_exists_from_its_day(app):
    record = establish(NEW, DECISION)

    made = db.session.scalar(by_slug("bnnmt"))
    assert (made.as_of(EVE), made.as_of(DAY).name) == (None, "Bộ Nông nghiệp và Môi trường")
    assert links(record) == {(None, "Bộ Nông nghiệp và Môi trường", Share.WHOLE, False)}
    assert (record.decision_number, record.issuer) == ("176/2025/QH15", "Quốc hội")


def test_an_organisation_keeps_its_number_and_its_former_name(app):
    committee = make_ministry("Ban Kinh tế Trung ương", code="BKTTW")

    rename(committee, DECISION, name="Ban Chính sách, chiến lược Trung ương", code="BCSCLTW")

    assert [(span.name, span.valid_from, span.last_day) for span in committee.names] == [
        ("Ban Kinh tế Trung ương", None, EVE),
        ("Ban Chính sách, chiến lược Trung ương", DAY, None),
    ]
    assert (committee.as_of(EVE).code, committee.as_of(DAY).code) == ("BKTTW", "BCSCLTW")


def test_a_change_on_its_first_day_leaves_no_empty_period(app):
    establish(NEW, DECISION)
    made = db.session.scalar(by_slug("bnnmt"))

    rename(made, DECISION, name="Bộ Môi trường")

    assert [(period.name, period.valid_from) for period in made.periods] == [("Bộ Môi trường", DAY)]


def test_a_committee_is_raised_to_a_ministry_and_stays_the_same(app):
    committee = make_ministry("Ủy ban Dân tộc", kind=OrganizationKind.MINISTERIAL_AGENCY)

    change_kind(committee, DECISION, OrganizationKind.MINISTRY, name="Bộ Dân tộc")

    was, now = committee.as_of(EVE), committee.as_of(DAY)
    assert (was.kind, was.name) == (OrganizationKind.MINISTERIAL_AGENCY, "Ủy ban Dân tộc")
    assert (now.kind, now.name) == (OrganizationKind.MINISTRY, "Bộ Dân tộc")


def test_a_merged_organisation_ends_in_the_other(app):
    insurance, finance = make_ministry("Bảo hiểm xã hội"), make_ministry("Bộ Tài chính")

    record = merge([insurance], finance, DECISION)

    assert (insurance.exists_on(EVE), insurance.exists_on(DAY), finance.exists_on(DAY)) == (True, False, True)
    assert links(record) == {
        ("Bảo hiểm xã hội", "Bộ Tài chính", Share.WHOLE, True),
        ("Bộ Tài chính", "Bộ Tài chính", Share.WHOLE, False),
    }


def test_two_become_a_new_one_that_takes_the_first_place(app):
    farming, nature = make_ministry("Bộ Nông nghiệp", place=80), make_ministry("Bộ Tài nguyên", place=90)

    consolidate([nature, farming], NEW, DECISION)

    made = db.session.scalar(by_slug("bnnmt"))
    assert (farming.exists_on(DAY), nature.exists_on(DAY), made.exists_on(DAY)) == (False, False, True)
    assert made.place == 80


def test_two_become_one_that_keeps_its_name(app):
    planning, finance = make_ministry("Bộ Kế hoạch"), make_ministry("Bộ Tài chính")

    record = consolidate([planning, finance], finance, DECISION)

    assert (planning.exists_on(DAY), finance.as_of(DAY).name) == (False, "Bộ Tài chính")
    assert links(record) == {
        ("Bộ Kế hoạch", "Bộ Tài chính", Share.WHOLE, True),
        ("Bộ Tài chính", "Bộ Tài chính", Share.WHOLE, False),
    }


def test_the_new_one_may_have_a_code_that_is_free_from_its_day(app):
    farming, nature = make_ministry("Bộ Nông nghiệp", code="BNNMT"), make_ministry("Bộ Tài nguyên")

    consolidate([farming, nature], NEW, DECISION)

    assert db.session.scalar(select(Organization).where(Organization.slug == "bnnmt")).code == "BNNMT"


def test_a_whole_is_split_between_others_and_a_new_one(app):
    press, science = make_ministry("Bộ Thông tin"), make_ministry("Bộ Khoa học")

    record = split(press, [science, NEW], DECISION, main=science, whole=True)

    assert (press.exists_on(EVE), press.exists_on(DAY)) == (True, False)
    assert links(record) == {
        ("Bộ Thông tin", "Bộ Khoa học", Share.PART, True),
        ("Bộ Thông tin", "Bộ Nông nghiệp và Môi trường", Share.PART, False),
    }


def test_an_organisation_that_gives_a_part_goes_on(app):
    home, faith = make_ministry("Bộ Nội vụ"), make_ministry("Bộ Dân tộc và Tôn giáo")

    record = split(home, [faith], DECISION, whole=False)

    assert home.exists_on(DAY)
    assert links(record) == {
        ("Bộ Nội vụ", "Bộ Nội vụ", Share.WHOLE, False),
        ("Bộ Nội vụ", "Bộ Dân tộc và Tôn giáo", Share.PART, False),
    }


def test_a_dissolved_organisation_leaves_portions_or_nothing(app):
    labour, home, health = (make_ministry(name) for name in ("Bộ Lao động", "Bộ Nội vụ", "Bộ Y tế"))
    board = make_ministry("Ban chỉ đạo")

    portions = dissolve(labour, DECISION, [home, health], main=home)
    nothing = dissolve(board, DECISION)

    assert links(portions) == {
        ("Bộ Lao động", "Bộ Nội vụ", Share.PART, True),
        ("Bộ Lao động", "Bộ Y tế", Share.PART, False),
    }
    assert links(nothing) == {("Ban chỉ đạo", None, Share.WHOLE, False)}
    assert not board.exists_on(DAY)


def test_an_organisation_stands_under_another_from_the_day_on(app):
    board, defence = make_ministry("Ban Quản lý Lăng"), make_ministry("Bộ Quốc phòng")

    transfer(board, DECISION, defence)

    assert (board.as_of(EVE).parent, board.as_of(DAY).parent) == (None, defence)


def test_what_stood_under_a_merged_organisation_moves_along(app):
    old, new = make_ministry("Hội phường Bạch Đằng"), make_ministry("Hội phường Hạ Long")
    branch = make_ministry("Chi hội khu 1", parent=old)

    record = merge([old], new, DECISION)

    assert (branch.as_of(EVE).parent, branch.as_of(DAY).parent) == (old, new)
    assert branch in record.organizations


def test_a_successor_that_stood_under_it_takes_its_place(app):
    city = make_ministry("Hội thành phố")
    district = make_ministry("Hội huyện", parent=city)
    commune = make_ministry("Hội xã", parent=district)
    other = make_ministry("Hội xã khác", parent=district)

    merge([district], commune, DECISION)

    assert (commune.as_of(DAY).parent, other.as_of(DAY).parent) == (city, commune)


@pytest.mark.parametrize("make", [merge, consolidate])
def test_an_organisation_does_not_go_into_itself(app, make):
    ministry = make_ministry()

    with pytest.raises((IntoItself, TooFewToConsolidate)):
        make([ministry], ministry, DECISION)


def test_what_ended_before_cannot_be_changed(app):
    gone, other = make_ministry("Bộ Thủy sản", valid_to=date(2007, 8, 1)), make_ministry()

    for act in (
        lambda: merge([gone], other, DECISION),
        lambda: merge([other], gone, DECISION),
        lambda: rename(gone, DECISION, name="Bộ Biển"),
        lambda: split(gone, [other], DECISION, main=other, whole=True),
        lambda: split(gone, [other], DECISION, whole=False),
        lambda: dissolve(gone, DECISION),
        lambda: dissolve(other, DECISION, [gone]),
        lambda: consolidate([gone, other], NEW, DECISION),
        lambda: transfer(other, DECISION, gone),
    ):
        with pytest.raises(NotThere, match="Bộ Thủy sản"):
            act()
        db.session.rollback()


def test_what_begins_later_cannot_be_changed_before(app):
    planned = make_ministry("Bộ Mới", valid_from=NEXT_YEAR)

    with pytest.raises(NotThere, match="1/3/2025"):
        rename(planned, DECISION, name="Bộ Khác")


def test_what_ends_that_day_does_not_end_once_more(app):
    gone, one, other = make_ministry("Bộ Thủy sản"), make_ministry(), make_ministry()
    merge([gone], one, DECISION)

    for act in (
        lambda: merge([gone], other, DECISION),
        lambda: consolidate([gone, other], other, DECISION),
        lambda: dissolve(gone, DECISION),
        lambda: split(gone, [other], DECISION, main=other, whole=True),
    ):
        with pytest.raises(NotThere, match="Bộ Thủy sản"):
            act()


def test_what_began_that_day_cannot_end_that_day(app):
    planned = make_ministry("Bộ Mới", valid_from=DAY)

    with pytest.raises(NotThere):
        dissolve(planned, DECISION)


def test_a_date_before_a_change_on_record_is_refused(app):
    ministry, other = make_ministry(), make_ministry()
    rename(ministry, Decision(NEXT_YEAR), name="Bộ Tên mới")

    for act in (
        lambda: rename(ministry, DECISION, name="Bộ Tên khác"),
        lambda: dissolve(ministry, DECISION),
        lambda: merge([ministry], other, DECISION),
        lambda: transfer(ministry, DECISION, other),
    ):
        with pytest.raises(LaterChange, match="1/3/2026"):
            act()


def test_a_date_before_something_was_received_is_refused_too(app):
    giver, receiver = make_ministry(), make_ministry()
    split(giver, [receiver], Decision(NEXT_YEAR), whole=False)

    with pytest.raises(LaterChange):
        rename(receiver, DECISION, name="Bộ Tên khác")


def test_a_split_whole_needs_a_main_receiver_among_those_that_receive(app):
    ministry, receiver, stranger = make_ministry(), make_ministry(), make_ministry()

    with pytest.raises(MainSuccessorNeeded):
        split(ministry, [receiver], DECISION, whole=True)
    with pytest.raises(MainSuccessorUnknown):
        split(ministry, [receiver], DECISION, main=stranger, whole=True)
    with pytest.raises(NoMainSuccessorOfPart):
        split(ministry, [receiver], DECISION, main=receiver, whole=False)
    with pytest.raises(NoReceiver):
        split(ministry, [], DECISION, whole=False)
    with pytest.raises(IntoItself):
        split(ministry, [ministry], DECISION, whole=False)
    with pytest.raises(MainSuccessorUnknown):
        dissolve(ministry, DECISION, [receiver], main=stranger)
    with pytest.raises(IntoItself):
        dissolve(ministry, DECISION, [ministry])


def test_one_that_keeps_its_name_is_one_of_those_consolidated(app):
    with pytest.raises(MainSuccessorUnknown):
        consolidate([make_ministry(), make_ministry()], make_ministry(), DECISION)


def test_an_organisation_does_not_stand_under_itself(app):
    province = make_ministry("Hội tỉnh")
    commune = make_ministry("Hội xã", parent=province)
    branch = make_ministry("Chi hội", parent=commune)

    for parent in (province, branch):
        with pytest.raises(CircularParents):
            transfer(province, DECISION, parent)
        db.session.rollback()


def test_a_merge_does_not_bend_the_tree_into_a_circle(app):
    province = make_ministry("Hội tỉnh")
    commune = make_ministry("Hội xã", parent=province)
    branch = make_ministry("Chi hội", parent=commune)

    with pytest.raises(CircularParents):
        merge([province], branch, DECISION)


def test_an_organisation_with_units_does_not_end_without_them(app):
    province = make_ministry("Hội tỉnh")
    make_ministry("Hội xã Cô Tô", parent=province)

    with pytest.raises(StillHasUnits, match="Hội xã Cô Tô"):
        dissolve(province, DECISION)


def test_a_name_or_code_of_another_is_refused_while_that_exists(app):
    make_ministry("Bộ Văn hóa", code="BVH")
    make_ministry("Bộ Thủy sản", code="BTS", valid_to=date(2007, 8, 1))
    ministry = make_ministry("Bộ Du lịch")

    with pytest.raises(NameTaken):
        rename(ministry, DECISION, name="Bộ Văn hoá")
    db.session.rollback()
    with pytest.raises(CodeTaken, match="Bộ Văn hóa"):
        rename(ministry, DECISION, name="Bộ Văn thể", code="BVH")
    db.session.rollback()
    rename(ministry, DECISION, name="Bộ Thủy sản", code="BTS")

    assert ministry.as_of(DAY).code == "BTS"


def test_units_of_one_name_may_stand_under_different_parents(app):
    make_ministry("Xã Hải Hòa", parent=make_ministry("Cẩm Phả"))
    town = make_ministry("Móng Cái")

    establish(Identity("Xã Hải Hòa", OrganizationKind.MINISTRY, parent=town), DECISION)

    assert len(db.session.scalars(select(Organization).where(Organization.slug == "xa-hai-hoa")).all()) == 1


def test_a_parent_that_has_an_end_takes_nobody_in(app):
    parent = make_ministry("Hội huyện", valid_to=NEXT_YEAR)

    with pytest.raises(NotThere, match="Hội huyện"):
        transfer(make_ministry(), DECISION, parent)


def test_a_change_to_the_same_is_refused(app):
    ministry = make_ministry("Bộ Y tế")

    with pytest.raises(NothingChanges):
        rename(ministry, DECISION, name="Bộ Y tế")


def test_addresses_are_not_reused(app):
    make_ministry(slug="bnnmt", code="X")

    record = establish(NEW, DECISION)

    assert record.organizations[0].slug == "bnnmt-2"


def test_a_reorganisation_is_audited(app):
    ministry = make_ministry("Bộ Y tế")

    record = rename(ministry, DECISION, name="Bộ Sức khỏe")
    db.session.commit()

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "organization.reorganized")).one()
    assert entry.thing == f"reorganization:{record.id}"
    assert entry.details["changes"] == [
        {"organization": ministry.id, "before": "Bộ Y tế", "after": "Bộ Sức khỏe", "differing": ["name"]}
    ]
