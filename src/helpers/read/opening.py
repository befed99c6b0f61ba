"""A file that may be hostile: what it is by its bytes, its text in whatever encoding, and the limits on all of it."""

import io
import re
import zipfile
from pathlib import Path

from helpers.errors import InputError

MAX_BYTES = 50_000_000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
MAX_MEMBERS = 5_000
MAX_CELLS = 200_000
MAX_PAGES = 500
MAX_LINES = 100_000
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = {b"\x1f\x8b": "gzip", b"Rar!": "rar", b"7z\xbc\xaf": "7z"}
_COMMON = "的一是在有和人这中大为上个国年学教育生地市发展建设规划目标指标率万名所预期性约束元单位"
NEEDS_OCR = (
    "recognise its text first (OCR): Adobe Acrobat, ABBYY FineReader or ocrmypdf -l chi_sim make a PDF with text; "
    "then add that file and compare every figure with the picture"
)


def load(path):
    """Read a file that is to be added => its bytes.

    Raises
    ------
    InputError
        If it is no file, empty, or too large.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError("is no file", "give the path of a document", file=path)
    if path.stat().st_size > MAX_BYTES:
        raise InputError(
            f"has more than {MAX_BYTES // 10**6} MB", "keep only the pages with the tables in a file", file=path
        )
    content = path.read_bytes()
    if not content.strip(b"\0 \r\n\t"):
        raise InputError("is empty", "save the document again", file=path)
    return content


def kind_of(content, name):
    """Tell what a file is by its bytes, not by its name => html, docx, xlsx, pdf, csv, or text.

    Raises
    ------
    InputError
        If it is a picture, an old or encrypted Office file, an archive, or unsafe.

    Examples
    --------
    >>> kind_of(b"%PDF-1.7", "plan.docx"), kind_of(b"<table><tr><td>1", "plan.txt"), kind_of(b"1,2", "a.csv")
    ('pdf', 'html', 'csv')
    """
    if content[:1024].lstrip().startswith(b"%PDF"):
        return "pdf"
    if content.startswith(_PICTURES) or content[8:12] == b"WEBP":
        raise InputError("is a picture without text", NEEDS_OCR, file=name)
    if content.startswith(_OLD_OFFICE):
        raise InputError(
            "is an old or encrypted Office file", "save it as .docx or .xlsx, without a password", file=name
        )
    for magic, archive in _PACKED.items():
        if content.startswith(magic):
            raise InputError(f"is a {archive} archive", "unpack it and add the document in it", file=name)
    if content.startswith(b"PK"):
        members = set(archive_of(content, name).namelist())
        for member, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx")):
            if member in members:
                return kind
        raise InputError("is an archive, and neither .docx nor .xlsx", "add the document in it", file=name)
    start = content[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if re.match(rb"<(!doctype html|html|head|body|table|meta|div|\?xml)", start) or (
        str(name).lower().endswith((".html", ".htm", ".mht")) and b"<" in start
    ):
        return "html"
    return "csv" if str(name).lower().endswith(".csv") else "text"


def archive_of(content, name):
    """Open a zip of Office parts within limits; nothing of it is ever written to disk => ZipFile.

    Raises
    ------
    InputError
        If it is damaged, encrypted, a bomb, or declares entities.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError):
        raise InputError("is damaged: its end is missing", "download or save it again", file=name) from None
    if any(member.flag_bits & 1 for member in members):
        raise InputError("is encrypted", "save it without a password", file=name)
    size = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or size > MAX_UNPACKED or (size > 10**7 and size > MAX_RATIO * len(content)):
        raise InputError("unpacks to far more than a document holds", "save it again from Word or Excel", file=name)
    return archive


def part_of(archive, member, name):
    """Read a part of an Office file => bytes, or None where it has none.

    Raises
    ------
    InputError
        If the part is damaged, larger than declared, or declares entities.
    """
    try:
        with archive.open(member) as stream:
            content = stream.read(MAX_UNPACKED + 1)
    except KeyError:
        return None
    except Exception as error:  # whatever zipfile and its decompressors raise of a torn archive
        raise InputError(f"is damaged ({error})", "download or save it again", file=name) from None
    if len(content) > MAX_UNPACKED:
        raise InputError("unpacks to far more than a document holds", "save it again from Word or Excel", file=name)
    if re.search(rb"<!(DOCTYPE|ENTITY)", content.replace(b"\0", b"")):
        raise InputError("declares entities, as no document of Office does", "save it again from Office", file=name)
    return content


def xml_of(content, name):
    """Parse a part of an Office file, without entities, network or huge trees => root element."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise InputError("is damaged: a part of it is no XML", "download or save it again", file=name) from None


def decoded(content, name, declared=""):
    """Decode a text in UTF-8, UTF-16, GB 18030 or Big5 => str.

    Raises
    ------
    InputError
        If it is none of them, or no text.

    Examples
    --------
    >>> {decoded("指標 2020年 毛入學率".encode(code), "a.txt") for code in ("utf-8", "gb18030", "big5", "utf-16")}
    {'指標 2020年 毛入學率'}
    """
    for mark, code in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _as(content, code, name)
    nulls = content[:2000].count(0)
    if nulls > len(content[:2000]) // 5:
        low_first = content[:2000:2].count(0) < content[1:2000:2].count(0)
        return _as(content, "utf-16-le" if low_first else "utf-16-be", name)
    if nulls:
        raise InputError("is no text", "save the document as .docx, .xlsx, .pdf, .html or UTF-8 text", file=name)
    found = []
    for code in dict.fromkeys(["utf-8", *([declared] if declared else []), "gb18030", "big5"]):
        try:
            text = content.decode(code)
        except (UnicodeDecodeError, LookupError):
            continue
        if code == "utf-8":
            return text
        found.append((sum(text.count(sign) for sign in _COMMON), -len(found), text))
    if not found:
        raise InputError("is in no encoding that is known", "save it as UTF-8", file=name)
    return max(found)[2]


def _as(content, code, name):
    try:
        return content.decode(code)
    except UnicodeDecodeError:
        raise InputError("is damaged text", "save it as UTF-8", file=name) from None
