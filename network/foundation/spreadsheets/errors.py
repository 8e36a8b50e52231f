"""Why a file could not be read, in words that name the remedy."""

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "empty": _l("Tệp này chưa có dòng nào. Chị chọn lại tệp có danh sách."),
    "file_too_large": _l("Tệp lớn hơn 20 MB. Chị bỏ bớt hình ảnh và trang tính không dùng, hoặc chia thành nhiều tệp."),
    "not_a_table": _l(
        "Tệp này không phải là bảng Excel hay CSV. Chị mở bảng bằng Excel, lưu thành tệp .xlsx rồi chọn lại."
    ),
    "old_excel": _l("Tệp này theo kiểu Excel cũ (.xls). Chị mở bằng Excel rồi lưu thành .xlsx."),
    "binary_excel": _l("Tệp này theo kiểu Excel nhị phân (.xlsb). Chị mở bằng Excel rồi lưu thành .xlsx."),
    "opendocument": _l(
        "Tệp này theo kiểu OpenDocument (.ods). Chị mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx."
    ),
    "pdf": _l(
        "Tệp này là PDF nên chưa đọc được thành bảng. "
        "Chị xin tệp Excel gốc, hoặc chép bảng sang Excel rồi lưu thành .xlsx."
    ),
    "web_page": _l("Tệp này là một trang web mang tên tệp bảng tính. Chị mở bằng Excel rồi lưu thành .xlsx."),
    "macros": _l("Tệp này có macro nên chưa được nhận. Chị mở bằng Excel rồi lưu thành “Excel Workbook (.xlsx)”."),
    "password": _l("Tệp này có đặt mật khẩu. Chị mở bằng Excel, bỏ mật khẩu rồi lưu lại."),
    "damaged": _l(
        "Tệp này bị hỏng hoặc chưa tải lên trọn vẹn. Chị mở bằng Excel, lưu thành một tệp .xlsx mới rồi chọn lại."
    ),
    "unpacks_too_large": _l("Tệp này khi mở ra lớn hơn 100 MB. Chị chép riêng bảng danh sách sang một tệp .xlsx mới."),
    "unusual_package": _l(
        "Tệp này được đóng gói khác thường nên chưa được mở, để giữ an toàn. "
        "Chị chép bảng sang một tệp Excel mới, lưu thành .xlsx rồi chọn lại."
    ),
    "too_many_rows": _l("Bảng có hơn 100.000 dòng. Chị chia thành nhiều tệp nhỏ hơn."),
    "too_many_columns": _l("Dòng %(row)s có hơn 60 cột. Chị xóa những cột không dùng rồi lưu lại."),
    "cell_too_long": _l("Ô %(cell)s có hơn 2.000 ký tự. Chị rút ngắn ô này rồi lưu lại."),
    "too_heavy": _l(
        "Tệp này quá nặng để đọc một lần. "
        "Chị chép riêng bảng danh sách sang một tệp .xlsx mới, hoặc chia thành nhiều tệp nhỏ hơn."
    ),
    "bad_encoding": _l(
        "Dòng %(row)s có chữ chưa đọc được theo bảng mã nào. "
        "Chị mở tệp bằng Excel rồi lưu thành .xlsx hoặc “CSV UTF-8”."
    ),
    "bad_quotes": _l(
        "Từ dòng %(row)s có dấu nháy kép chưa đóng hoặc đặt sai chỗ. "
        "Chị mở tệp bằng Excel, sửa dòng này rồi lưu thành .xlsx."
    ),
    "no_such_sheet": _l("Tệp này không có trang tính “%(sheet)s”. Chị xem lại tên trang tính."),
    "no_header": _l("Chưa tìm được dòng tiêu đề trong 30 dòng đầu. Chị thêm một dòng tiêu đề, ví dụ: %(headings)s."),
    "missing_columns": _l(
        "Dòng tiêu đề %(row)s chưa có cột %(columns)s. Chị thêm cột này rồi chọn lại tệp, ví dụ: %(headings)s."
    ),
    "two_headers": _l(
        "Bảng có hai dòng tiêu đề, dòng %(first)s và dòng %(second)s (%(headings)s). "
        "Chị giữ một dòng tiêu đề rồi chọn lại tệp."
    ),
    "doubled_columns": _l(
        "Dòng tiêu đề %(row)s có cột bị lặp: %(columns)s. Chị giữ một cột cho mỗi nội dung rồi chọn lại tệp."
    ),
}


class UnreadableFile(Exception):
    """The file could not be read as a table.

    `key` and `values` say why, so that a job may keep them and build the error anew;
    `message` says it in the reader's language.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    @property
    def message(self) -> str:
        return str(SENTENCES[self.key]) % self.values

    def __str__(self) -> str:
        return self.message
