"""Finds and masks personal information in Chinese public papers (个人信息保护法 第二十八条, 第三十四条, 第五十一条)."""

from .findings import KINDS, FileReport, Finding, Kind, Severity
from .text import mask_text, scan_text

__all__ = ["KINDS", "FileReport", "Finding", "Kind", "Severity", "mask_text", "scan_text"]
