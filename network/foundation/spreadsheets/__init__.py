"""Spreadsheets (XLSX, CSV) as people make them: safely read, safely written.

`reading` takes untrusted files, `headers` finds what their columns mean, `writing` makes files of our own.
"""
