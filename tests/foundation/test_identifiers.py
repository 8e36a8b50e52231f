import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.foundation.identifiers import InvalidIdentifier, email_key, identifier_key, phone_key, show_phone

digits = st.text("0123456789", min_size=7, max_size=7)
mobiles = st.builds("{}{}{}".format, st.sampled_from(["3", "5", "7", "9"]), st.sampled_from("123456789"), digits)
landlines = st.builds("2{}{}".format, st.sampled_from(["03", "43", "83", "99"]), digits)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (" Hoa.Nguyen@Bo.GOV.VN ", "hoa.nguyen@bo.gov.vn"),
        ("hoa\u200b@bo.gov.vn\ufeff", "hoa@bo.gov.vn"),
        ("ｈｏａ＠bo.gov.vn", "hoa@bo.gov.vn"),
        ("mailto:hoa@bo.gov.vn", "hoa@bo.gov.vn"),
        ("hoa+hop@bo.gov.vn", "hoa+hop@bo.gov.vn"),
        ("hoa@Hội.vn", "hoa@xn--hi-79s.vn"),
        ("hoa@xn--hi-79s.vn", "hoa@xn--hi-79s.vn"),
    ],
)
def test_a_mailbox_has_one_key(written, key):
    assert email_key(written) == key


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", "blank"),
        ("bo.gov.vn", "email"),
        ("@bo.gov.vn", "email"),
        ("hoa@@bo.gov.vn", "email"),
        ("hoa..lan@bo.gov.vn", "email"),
        ("h" * 65 + "@bo.gov.vn", "email"),
        ("hoa lan@bo.gov.vn", "email_space"),
        ("hòa@bo.gov.vn", "email_marks"),
        ("hоa@bo.gov.vn", "email_marks"),
        ("hoa@bo", "email_domain"),
        ("hoa@", "email_domain"),
        ("hoa@bo..vn", "email_domain"),
        ("hoa@10.0.0.1", "email_domain"),
        ("hoa@bộ\u0660.vn", "email_domain"),
        ("hoa@" + "b." * 130 + "vn", "email_long"),
    ],
)
def test_what_is_no_address_is_refused(written, fault):
    with pytest.raises(InvalidIdentifier) as refused:
        email_key(written)

    assert refused.value.key == fault


@pytest.mark.parametrize(
    "written",
    [
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "+84 912 345 678",
        "+84 (0)912 345 678",
        "84912345678",
        "840912345678",
        "0084912345678",
        "912345678",
        "912345678.0",
        "'0912345678",
        "０９１２３４５６７８",
        "\u202a0912\u00a0345\u00a0678\u202c",
    ],
)
def test_a_mobile_number_has_one_key(written):
    assert phone_key(written) == "+84912345678"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("(024) 3825-0000", "+842438250000"),
        ("2438250000", "+842438250000"),
        ("0203 382 0000", "+842033820000"),
        ("845 678 901", "+84845678901"),
        ("080.43100", "08043100"),
        ("8043100", "08043100"),
        ("+84 80 43100", "08043100"),
        ("069 553 123", "069553123"),
        ("+49 30 123456", "+4930123456"),
    ],
)
def test_other_lines_have_theirs(written, key):
    assert phone_key(written) == key


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", "blank"),
        ("12345", "phone"),
        ("0912 345 67", "phone"),
        ("00912345678", "phone"),
        ("0812a45678", "phone"),
        ("0912345678/0987654321", "phone_several"),
        ("0912 345 678 - 0987 654 321", "phone_several"),
        ("0912345678 hoặc 0243 825 0000", "phone_several"),
        ("0123 456 7890", "phone_old"),
        ("9.12346E+08", "phone_rounded"),
        ("9,12346E+08", "phone_rounded"),
    ],
)
def test_what_is_no_number_is_refused(written, fault):
    with pytest.raises(InvalidIdentifier) as refused:
        phone_key(written)

    assert refused.value.key == fault


def test_a_refusal_says_what_to_do():
    with pytest.raises(InvalidIdentifier) as refused:
        phone_key("0123 456 7890")

    assert str(refused.value) == "Đầu số 11 chữ số này đã đổi từ năm 2018. Xin chị nhập số 10 chữ số hiện nay."


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("+84912345678", "0912 345 678"),
        ("+842438250000", "024 3825 0000"),
        ("+842033820000", "0203 382 0000"),
        ("08043100", "080.43100"),
        ("069553123", "069.553123"),
        ("+4930123456", "+4930123456"),
    ],
)
def test_a_number_is_shown_in_groups(key, shown):
    assert (show_phone(key), phone_key(shown)) == (shown, key)


@given(mobiles | landlines)
def test_a_number_is_the_same_however_it_is_written(national):
    forms = [national, f"0{national}", f"84{national}", f"+84{national}", f"+84 0{national}", f"0084{national}"]

    assert {phone_key(form) for form in forms} == {f"+84{national}"}
    assert phone_key(show_phone(f"+84{national}")) == f"+84{national}"


def test_one_field_takes_either():
    assert identifier_key("Hoa@bo.gov.vn") == ("email", "hoa@bo.gov.vn")
    assert identifier_key("0912 345 678") == ("phone", "+84912345678")


@pytest.mark.parametrize(
    ("written", "fault"), [(" ", "blank"), ("hoa", "neither"), ("9.12346E+08", "phone_rounded"), ("12", "phone")]
)
def test_what_is_neither_is_refused(written, fault):
    with pytest.raises(InvalidIdentifier) as refused:
        identifier_key(written)

    assert refused.value.key == fault


@given(st.text() | st.text("ab@.-+ 0189()ạﬀ。\u200b") | st.builds("a@{}.vn".format, st.text(min_size=1)))
def test_any_text_has_a_key_that_is_its_own_or_is_refused(text):
    try:
        kind, key = identifier_key(text)
    except ValueError:
        return
    assert (kind, key) == identifier_key(key)
