"""The documents a plan rests on as a list of references: author and year in English, GB/T 7714 in Chinese."""

from helpers import texts
from helpers.codebook import source
from helpers.language import of
from helpers.report import FURTHER
from helpers.verbatim import verbatim

TEXTS = texts.load("paper")["reference"]


def listed(about, language="en"):
    r"""List the plan's own document and the further ones => Markdown.

    Parameters
    ----------
    about : dict
        The plan's source.yml.

    Examples
    --------
    >>> print(listed(source.read("yantai-14fyp")))
    烟台市教育局 (2021). *Yantai City's 14th Five-Year Plan for education, decision draft*.
    >>> print(listed(source.read("yantai-14fyp"), "zh"))
    \[1\] 烟台市教育局. 《烟台市“十四五”教育事业发展规划》决策草案[Z]. 2021-12-31.
    """
    entries = [_entry(item, language) for item in (about, *about.get(FURTHER, []))]
    mark = of(language).word(TEXTS, "mark")
    entries = entries if mark else sorted(entries, key=str.casefold)
    return "\n\n".join(mark.format(number) + entry for number, entry in enumerate(entries, 1))


def _entry(item, language):
    say = of(language)
    day, url, read = (str(item.get(key) or "") for key in ("published", "url", "accessed"))
    date = day if say.word(TEXTS, "dated") == "day" else day[:4]
    if url and say.word(TEXTS, "dated") == "day":
        date = (f"({day})" if day else "") + (f"[{read}]" if read else "")
    given = {
        "author": verbatim(item["issuer"]) + say.word(TEXTS, "after_author") if item.get("issuer") else "",
        "title": verbatim(source.title(item, language)),
        "number": say.word(TEXTS, "number").format(verbatim(item["document_no"])) if item.get("document_no") else "",
        "date": date or say.word(TEXTS, "undated"),
    }
    if url:
        key = "online" if given["author"] else "online_alone"
        return say.say(TEXTS, key, **given, url=f"<{url}>")
    return say.say(TEXTS, "printed" if given["author"] else "printed_alone", **given)
