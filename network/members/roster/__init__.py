"""The roster (danh sách thành viên) as people keep it in Excel: read, shown for a look, imported, taken back.

`columns` knows the headings, `reading` makes people of rows, `matching` finds whom the network knows already,
`checking` says what becomes of each row, `importing` does it and `undoing` takes it back.
"""
