"""The faces of figures: Regular and Bold of one sans-serif with both scripts, as static TrueType, made once.

Noto Sans SC comes as one variable font, which no PDF embeds. Its instances stand under the environment, with the
SIL Open Font License that they are under, and under a name of their own.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from functools import cache
from importlib import resources
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

FAMILY, RARE = "Plan Sans SC", "Plan Sans SC Rare"
"""What most texts are set in, and the characters outside GB 2312, which no text has often."""
FACES = {"Regular": (FAMILY, 400), "Bold": (FAMILY, 700), "Rare": (RARE, 400)}
OTHERS = ((0x20, 0x250), (0x370, 0x400), (0x2000, 0x2300), (0x2460, 0x2700), (0x3000, 0x3040), (0xFF00, 0xFFF0))
"""Latin, Greek, punctuation, signs, and full-width forms, beside GB 2312."""
PACKAGE = "justmytype_intl_cjk"
RECIPE = "1"
"""Counts how faces are made: those of another recipe are made anew."""


@cache
def faces():
    """Give the files of the faces, made where they are not there yet => list of Path.

    Examples
    --------
    >>> [file.name for file in faces()]
    ['PlanSansSC-Regular.ttf', 'PlanSansSC-Bold.ttf', 'PlanSansSC-Rare.ttf']
    """
    made = hashlib.sha256(f"{version('justmytype-intl-cjk')} {RECIPE}".encode()).hexdigest()[:12]
    places = [Path(sys.prefix) / "share/plan-notebooks", Path.home() / ".cache/plan-notebooks"]
    found = next((place for place in places if (place / made).is_dir()), None)
    place = found or next((place for place in places if _writable(place)), Path(tempfile.gettempdir()))
    files = [place / made / f"PlanSansSC-{name}.ttf" for name in FACES]
    if not found:
        _make(place / made)
    return files


def _writable(place):
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(place, os.W_OK)


def _make(folder):
    """Make the faces beside their folder and put it there whole; another process may have been quicker."""
    given = resources.files(PACKAGE) / "fonts/ofl/notosanssc"
    print(f"making the fonts of figures, once: {folder}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        new = Path(beside) / "fonts"
        new.mkdir()
        shutil.copy(str(given / "OFL.txt"), new)
        whole = (given / "NotoSansSC[wght].ttf").read_bytes()
        common = _common()
        for rare in (False, True):
            part = _subset(whole, common, rare)
            for name, (family, weight) in FACES.items():
                if (family == RARE) == rare:
                    _instance(part, family, name, weight).save(new / f"PlanSansSC-{name}.ttf")
        try:
            new.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise


def _common():
    """List the characters of GB 2312, and Latin, punctuation and signs."""
    rows = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    chinese = {ord(sign) for pair in rows if len(sign := pair.decode("gb2312", errors="ignore")) == 1}
    return chinese.union(*(range(*ends) for ends in OTHERS))


def _subset(whole, common, rare):
    """Keep the characters that are common, or those that are not => bytes of a font."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(layout_features=[], name_IDs=["*"], hinting=False, notdef_outline=True)
    font = TTFont(BytesIO(whole), recalcTimestamp=False)
    keeper = subset.Subsetter(options)
    keeper.populate(unicodes=set(font.getBestCmap()) - common if rare else common)
    keeper.subset(font)
    font.save(kept := BytesIO())
    return kept.getvalue()


def _instance(part, family, name, weight):
    """Fix the weight of a variable font, and name what it has become."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = instancer.instantiateVariableFont(TTFont(BytesIO(part), recalcTimestamp=False), {"wght": weight})
    style = name if family == FAMILY else "Regular"
    known = font["name"]
    known.names = [entry for entry in known.names if entry.nameID in (0, 7, 11, 13, 14)]  # copyright and licence
    told = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}", 6: f"PlanSansSC-{name}"}
    for key, text in told.items():
        known.setName(text, key, 3, 1, 0x409)
    bold = style == "Bold"
    font["head"].macStyle = int(bold)
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | (0x20 if bold else 0x40)
    return font


if __name__ == "__main__":
    faces()
