"""Pictures of the tables of a PDF, for the review page."""

import io
from pathlib import Path

MOST = 20
SCALE = 1.6
MARGIN = 8


def take(document, file):
    """Render the part of a page that each table of a PDF stands on; png bytes go to `reading.picture`."""
    for reading in document.readings:
        reading.picture = b""
    if document.kind != "pdf":
        return
    import pypdfium2

    pages = pypdfium2.PdfDocument(Path(file).read_bytes())
    for reading in document.readings[:MOST]:
        boxes = [cell.box for cell in reading.grid.cells if cell.box]
        if not boxes or not reading.grid.page:
            continue
        page = pages[reading.grid.page - 1]
        width, height = page.get_size()
        left, top = max(0, min(b[0] for b in boxes) - MARGIN), max(0, min(b[1] for b in boxes) - MARGIN)
        right, bottom = min(width, max(b[2] for b in boxes) + MARGIN), min(height, max(b[3] for b in boxes) + MARGIN)
        image = page.render(scale=SCALE, crop=(left, height - bottom, width - right, top)).to_pil()
        png = io.BytesIO()
        image.convert("P", palette=1, colors=32).save(png, "PNG", optimize=True)
        reading.picture = png.getvalue()
    pages.close()
