"""Finds and masks personal information in Chinese public papers (个人信息保护法 第二十八条, 第三十四条, 第五十一条)."""

from .copies import CopyDiffers, CopyFailed, mask_file, publication_copy
from .files import scan_file
from .findings import KINDS, FileReport, Finding, Kind, Severity
from .markup import mask_html, scan_html
from .tables import scan_table
from .text import mask_text, scan_text

__all__ = [
    "KINDS",
    "CopyDiffers",
    "CopyFailed",
    "FileReport",
    "Finding",
    "Kind",
    "Severity",
    "mask_file",
    "mask_html",
    "mask_text",
    "publication_copy",
    "scan_file",
    "scan_html",
    "scan_table",
    "scan_text",
]
