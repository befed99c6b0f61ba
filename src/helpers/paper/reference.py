"""The look of the Word file: styles.xml, an A4 page with lines as wide as a figure, header and page number."""

import io
import re
import tempfile
import zipfile
from importlib.resources import files
from xml.sax.saxutils import escape

from helpers.paper import pandoc

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PAGE = """<w:sectPr><w:headerReference w:type="default" r:id="rId91"/><w:footerReference w:type="default" r:id="rId92"/>
<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="992" w:bottom="1134" w:left="992" w:header="624"
w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>"""
"""A4 with lines of 175 mm, as wide as a figure; no header on the first page."""


def made(title):
    """Make the file whose styles and page pandoc takes over: its own, with ours put in, and the title on every page.

    Examples
    --------
    >>> "word/header1.xml" in zipfile.ZipFile(io.BytesIO(made("One"))).namelist()
    True
    """
    ours = files("helpers.paper")
    header = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t>{escape(title)}</w:t></w:r></w:p>'
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    footer = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{number}</w:p>'
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    links = "".join(
        f'<Relationship Type="{KIND}/{name}" Id="rId{at}" Target="{name}1.xml"/>'
        for at, name in ((91, "header"), (92, "footer"))
    )
    types = "".join(
        f'<Override PartName="/word/{name}1.xml" ContentType="{MAIN}.{name}+xml"/>' for name in ("header", "footer")
    )
    with tempfile.TemporaryDirectory() as folder:
        theirs = pandoc.convert("", "markdown", "docx", folder)
    return rewritten(
        theirs,
        {
            "word/styles.xml": lambda _: (ours / "styles.xml").read_text(encoding="utf-8"),
            "word/document.xml": lambda text: re.sub(r"<w:sectPr>.*</w:sectPr>", PAGE, text, flags=re.DOTALL),
            "word/_rels/document.xml.rels": lambda text: text.replace("</Relationships>", f"{links}</Relationships>"),
            "[Content_Types].xml": lambda text: text.replace("</Types>", f"{types}</Types>"),
        },
        {
            "word/header1.xml": f"{start}<w:hdr {W} {R}>{header}</w:hdr>",
            "word/footer1.xml": f"{start}<w:ftr {W} {R}>{footer}</w:ftr>",
        },
    )


def rewritten(content, changes, more=None):
    """Change texts inside a Word file, by their names, and add some; all its entries are dated 1980-01-01.

    Examples
    --------
    >>> file = rewritten(made("One"), {"word/header1.xml": lambda text: text.replace("One", "Two")})
    >>> "Two" in zipfile.ZipFile(io.BytesIO(file)).read("word/header1.xml").decode()
    True
    """
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        texts = {name: old.read(name) for name in old.namelist()} | (more or {})
        for name, text in texts.items():
            text = changes[name](text.decode()) if name in changes else text
            new.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return written.getvalue()
