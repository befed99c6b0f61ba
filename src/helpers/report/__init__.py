"""Sentences made from the tables, in English and Chinese: documents, titles, captions, alternative texts.

Nothing here is typed that the tables can say: the next plan has other numbers. What a notebook ends with is `takeaway`.
"""

from importlib.metadata import version

import pandas as pd
from IPython.display import Markdown

from helpers import goals
from helpers.codebook import source
from helpers.language import LANGUAGES, of
from helpers.verbatim import verbatim

FURTHER = "further_documents"
NAMED = 12
"""Places in a title and documents in a source line above which they are counted instead."""


def document(about, language="en"):
    """Say whose document it is, from when, and for which years.

    Examples
    --------
    >>> print(document(source.read("yunyang-14fyp")).data.splitlines()[2])
    - Place: Yunyang County
    >>> print(document(source.read("yunyang-14fyp"), "zh").data.splitlines()[6])
    - 状态：已印发
    """
    colon = of(language).colon
    further = [source.title(item, language) for item in about.get(FURTHER, [])]
    years = listed([str(about["baseline_year"]), str(about["target_year"])], language)
    told = {
        ("Document", "文件"): source.title(about, language),
        ("With", "并据"): of(language).semicolon.join(further),
        ("Place", "地区"): source.region(about, language),
        ("Issued by", "发布机构"): about.get("issuer"),
        ("Number", "文号"): about.get("document_no"),
        ("Date", "日期"): about.get("published"),
        ("Status", "状态"): of(language).status(about.get("status")),
        ("Baseline and target year", "基期年与目标年"): years,
        ("Notes", "说明"): about.get("notes_zh", about.get("notes")) if language == "zh" else about.get("notes"),
    }
    place = LANGUAGES.index(language)
    return Markdown("\n".join(f"- {name[place]}{colon}{verbatim(fact)}" for name, fact in told.items() if fact))


def named(targets, language="en"):
    """Name every target as sentences do => Series by target_id.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> named(schema.load("targets", "yunyang-14fyp"))["preschool_gross_enrolment@2025"]
    'gross preschool enrolment rate'
    """
    return pd.Series(goals.names(targets, language), index=targets["target_id"])


def told(name, drawn, title, about, language, parameters, reason=""):
    """Give what a figure is saved with: caption, alternative text, citation and parameters.

    Parameters
    ----------
    about : list of dict
        The source.yml of every plan drawn.
    reason : str
        Why nothing is drawn.
    """
    from helpers.report import alternative

    end = of(language).stop
    plans = drawn["plan"].dropna().unique() if "plan" in drawn else []
    cited = ", ".join([f"plan-notebooks {version('plan-notebooks')}", f"figure {name}", *plans])
    return {
        "figure": name,
        "caption": f"{title}{end}{credits(about, language)}",
        "alt": alternative.text(title, drawn, language, reason),
        "citation": cited,
        "parameters": parameters,
    }


def sources(about, language="en"):
    """Show the documents that a notebook rests on, and how to cite it.

    Examples
    --------
    >>> "Cite as: plan-notebooks" in sources([source.read("yunyang-14fyp")]).data
    True
    """
    cite, end = {"en": ("Cite as: ", "."), "zh": ("引用格式：", "。")}[language]
    return Markdown(f"{verbatim(credits(about, language))}\n\n{cite}plan-notebooks {version('plan-notebooks')}{end}")


def credits(about, language="en", of="figure"):
    """Write the source line of a figure or a table: the documents, and whose calculation it is.

    Examples
    --------
    >>> print(credits([source.read("yunyang-14fyp")]).split("; ")[0])
    Source: Yunyang County's 14th Five-Year Plan for education (2021–2025)
    """
    cited = [document for item in about for document in (item, *item.get(FURTHER, []))]
    titles = list(dict.fromkeys(source.title(item, language) for item in cited))
    if len(titles) > NAMED:
        titles[NAMED:] = [of(language).word("terms", "more_documents").format(count=len(titles) - NAMED)]
    documents = of(language).semicolon.join(titles)
    stop = of(language).stop
    colon = of(language).colon
    return f"{of(language).word('terms', 'source')}{colon}{documents}{stop}{of(language).word('terms', f'own_{of}')}"


def title(name, targets, about, language="en"):
    """Write a figure's title from the places and the years that it shows.

    Parameters
    ----------
    name : str
        What the figure shows, such as baseline-target.
    targets : DataFrame
        Its years are those of its columns baseline_year and target_year; without them the document's.
    about : list of dict
        The source.yml of every plan drawn.

    Examples
    --------
    >>> from helpers.codebook import schema
    >>> shown = goals.shown(schema.load("targets", "yunyang-14fyp"))
    >>> title("baseline-target", shown, [source.read("yunyang-14fyp")], "zh")
    '云阳县：2020 年基期与 2025 年目标'
    """
    places = list(dict.fromkeys(source.region(item, language) for item in about))
    if len(places) > NAMED:
        places = [of(language).word("terms", "many_places").format(count=len(places))]
    places = listed(places, language)
    plan = f"{places} {_years_of(about[0], language)}" if len(about) == 1 else places
    years = [
        sorted(targets[year].dropna().unique() if year in targets else []) or [item[year] for item in about[:1]]
        for year in ("baseline_year", "target_year")
    ]
    dash = of(language).dash
    start, end = (dash.join(map(str, dict.fromkeys((found[0], found[-1])))) for found in years)
    span = f"{years[0][0]}{dash}{years[1][-1]}"
    subject = ("one indicator", "同一指标")
    if name == "multiples" and len(targets):
        subject = [targets[f"indicator_{each}"].iloc[0] for each in LANGUAGES]
    if name in {"ambition", "completion"} and (found := _finding(name, targets, plan, language)):
        return found
    texts = {
        "baseline-target": (f"{places}: baseline {start} and target {end}", f"{places}：{start} 年基期与 {end} 年目标")
        if "baseline" not in targets or targets["baseline"].notna().any()
        else (f"{places}: targets for {end}", f"{places}：{end} 年目标")
        if targets.empty
        else (f"{places}: target {end}, no baseline published", f"{places}：{end} 年目标（未公布基期值）"),
        "required-growth": (f"{places}: required annual change, {span}", f"{places}：{span} 年每年需达到的变化"),
        "compare": (f"{places}: the same indicators compared", f"{places}：同一定义指标的比较"),
        "compare-periods": (
            f"{places}: the same indicators in plans of other periods",
            f"{places}：其他时期规划中的同一定义指标",
        ),
        "unknown-baseline": (
            f"{places}: required annual change for different values of the unpublished baseline",
            f"{places}：基期值未公布时，不同基期值对应的年均变化",
        ),
        "progress-path": (
            f"{places}: observed values and the path to {end}",
            f"{places}：{end} 年目标完成情况：实际值与目标线",
        ),
        "pace-wanted": (f"{plan}: required and observed annual change", f"{plan}：每年所需与实际的变化"),
        "elimination": (f"{plan}: path to zero, linear and logarithmic", f"{plan}：降至零的路径，两种坐标"),
        "precedent": (f"{plan}: the plan's pace and the nation's", f"{plan}：规划的速度与全国曾有的速度"),
        "remaining-gap": (f"{plan}: remaining distance to target", f"{plan}：距目标的剩余差距"),
        "multiples": (f"{places}: {subject[0]}", f"{places}：{subject[1]}"),
        "national-series": (f"{plan}: national series and targets", f"{plan}：全国数列与全国目标"),
        "timeline": (f"{plan}: targets by due year", f"{plan}：各项目标的时间安排"),
        "fan": (f"{places}: forecast and hindcasts", f"{places}：预测及其回测"),
        "robustness": (f"{plan}: robustness of the verdicts", f"{plan}：判断的稳健性"),
        "findings": (f"{plan}: figures in the documents that do not add up", f"{plan}：文件数字中的矛盾与存疑之处"),
        "ambition": (f"{plan}: targets beside those of the place above", f"{plan}：目标与上级同年目标"),
        "cohorts": (f"{plan}: children and pupils that follow", f"{plan}：适龄人口与在园（校）人数推算"),
        "completion": (f"{plan}: what was kept, and what is not known", f"{plan}：目标完成情况与尚不清楚之处"),
    }
    return texts[name][LANGUAGES.index(language)]


def _finding(name, rows, plan, language):
    """Say what a figure of one of the three questions finds; '' where nothing can be concluded."""
    from helpers import texts
    from helpers.questions import completion  # here, because it is slow to import and rarely needed

    known = texts.load("questions")["chart"]
    if name == "completion":
        counts = completion.shares(rows)
        key = "kept" if counts["judged"] else "kept_unknown"
        return of(language).word(known, key).format(plan=plan, **counts) if counts["of"] else ""
    levels = rows[(rows["measure"] == "level") & rows["sign"].notna()]
    levels = levels[~levels["reference"].astype(str).str.isdigit()].drop_duplicates("target_id")
    more = int((levels["sign"] == "more").sum())
    return of(language).word(known, "higher").format(plan=plan, more=more, n=len(levels)) if len(levels) else ""


def _years_of(about, language):
    """Write the years of a plan: they begin after its baseline."""
    first, last = about["baseline_year"] + 1, about["target_year"]
    return f"{first}—{last} 年" if language == "zh" else f"{first}–{last}"


def listed(things, language):
    """Write a list as a sentence does.

    Examples
    --------
    >>> listed(["a", "b", "c"], "en"), listed(["甲", "乙"], "zh")
    ('a, b and c', '甲、乙')
    """
    if language == "zh":
        return "、".join(things)
    return " and ".join(filter(None, [", ".join(things[:-1]), *things[-1:]]))


def counted(number, one, many=None):
    """Write a number of things.

    Examples
    --------
    >>> counted(1, "goal"), counted(0, "goal"), counted(2, "has", "have")
    ('1 goal', '0 goals', '2 have')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
