"""What is wrong with an input, in one sentence that names the entry."""


def N_(sentence: str) -> str:
    """Marks a sentence for the catalogue; the planner itself knows no language but the source's."""
    return sentence


SENTENCES = {
    "too_long": N_("Dữ liệu dài quá %(megabytes)s MB."),
    "not_utf8": N_("Dữ liệu chưa phải văn bản UTF-8, từ byte thứ %(position)s."),
    "not_json": N_("Dữ liệu chưa phải JSON, từ dòng %(line)s, cột %(column)s."),
    "bad_number": N_("Dữ liệu chưa phải JSON: %(value)s chưa phải số dùng được."),
    "too_deep": N_("Dữ liệu chưa phải JSON của vòng luân phiên: các mục lồng nhau quá sâu."),
    "repeated_key": N_("Dữ liệu có một mục ghi khóa %(name)s hai lần."),
    "not_an_object": N_("%(entry)s: cần một đối tượng {…}, đang là %(value)s."),
    "not_a_list": N_("%(entry)s: cần một danh sách […], đang là %(value)s."),
    "missing": N_("%(entry)s: còn thiếu."),
    "unknown_key": N_("%(entry)s: khóa %(name)s không có trong mẫu dữ liệu."),
    "not_whole": N_("%(entry)s: cần một số nguyên, đang là %(value)s."),
    "not_a_year": N_("%(entry)s: năm %(value)s nằm ngoài khoảng 1 đến 9999."),
    "not_text": N_("%(entry)s: cần một chuỗi từ 1 đến %(longest)s ký tự in được, đang là %(value)s."),
    "too_many_ministries": N_("ministries: có %(count)s bộ, ngành, nhiều hơn %(most)s."),
    "years_outside": N_("years: số năm cần xếp phải từ 1 đến 15, đang là %(value)s."),
    "duplicate_code": N_("%(entry)s: mã %(code)s đã có ở trên."),
    "left_before_joined": N_("%(entry)s: %(code)s rời đi năm %(left)s, trước năm tham gia %(joined)s."),
    "successor_cycle": N_("%(entry)s: các đơn vị kế tục nối thành vòng, %(chain)s."),
    "unknown_code": N_("%(entry)s: không có bộ, ngành nào mang mã %(code)s."),
    "two_hosts": N_("%(entry)s: năm %(year)s có hai lượt đăng cai, %(other)s và %(code)s."),
    "history_too_late": N_("%(entry)s: lượt năm %(year)s của %(code)s không ở trước năm đầu cần xếp, %(first)s."),
    "two_pins": N_("%(entry)s: năm %(year)s được ghim hai lần, cho %(other)s và %(code)s."),
    "pin_outside": N_("%(entry)s: ghim %(code)s vào năm %(year)s, ngoài các năm cần xếp %(first)s-%(last)s."),
    "takes_no_part": N_("%(entry)s: %(code)s không tham gia trong năm %(year)s nên không đăng cai năm đó được."),
    "weight_outside": N_("%(entry)s: trọng số của %(code)s năm %(year)s phải từ -5 đến 5, đang là %(value)s."),
}


class InvalidRotation(ValueError):
    """Says which entry cannot be planned with, and why.

    `key` is the machine's word for it, `sentence` the catalogue's, with named gaps that `figures`
    fill; `str()` is the whole sentence in Vietnamese.
    """

    def __init__(self, key: str, **figures: object) -> None:
        self.key, self.sentence, self.figures = key, SENTENCES[key], figures
        super().__init__(self.sentence % figures)
