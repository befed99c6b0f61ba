"""The codebook: which definition a printed label means, and what is said of a label nobody has described yet."""

import re
from functools import lru_cache

import pandas as pd

from helpers import paths, texts
from helpers.clean import english, flattened
from helpers.codebook import schema
from helpers.errors import InputError
from helpers.language import of

TEXTS = texts.load("codebook")

STAGE_WORDS = {
    "学前|幼儿|pre-?school|pre-?primary|kindergarten|early childhood": "preschool",
    "义务|小学|初中|compulsory|primary|lower secondary|junior": "compulsory",
    "职业|中职|高职|vocational": "vocational",
    "高中|upper secondary|senior": "senior",
    "特殊|special (?:needs|education)": "special",
    "高等|高校|higher education|tertiary|universit": "higher",
    "教师|师资|队伍|teacher": "teachers",
    "投入|经费|财政|expenditure|spending|funding": "finance",
    "人力资源|人口|年限|population|years of schooling": "population",
    "条件|资源|信息化|装备": "resources",
    "治理|督导|改革": "governance",
}
SCHOOLS = {"preschool", "compulsory", "vocational", "senior", "special", "higher"}
"""Stages of schooling: under one of them teachers, money and space are those of its schools."""
NAMES = ["indicator_en", "indicator_zh"]
LABEL_COLUMNS = ["stage", "label", "indicator", "note"]
GROSS = re.compile(r"毛.*率|\bgross\b.*\b(?:rate|ratio)\b", re.IGNORECASE)
COHORT = re.compile(r"巩固率|\bretention rate\b", re.IGNORECASE)
MEAN = re.compile(r"年限|^(?:人|生)均|平均|^(?:mean|average)\b|\bper (?:pupil|student|child|capita)\b", re.IGNORECASE)
RATIO = re.compile(r"比$|之比|\bratio\b", re.IGNORECASE)
AGES = re.compile(r"aged (\d+)-(\d+)")
POPULATION_COHORTS = 60
"""One-year cohorts that a mean of people is over where the codebook names no ages."""
SUBGROUP = re.compile(
    "(?:城区|城市|城镇|县城|镇区|农村|乡村|乡镇|小学|初中|普通高中|中职|男|女|公办|民办|寄宿|留守|随迁|少数民族|脱贫)+"
    "(?:学校|教育|阶段|地区|学生|儿童|幼儿园|子女|生|户)?"
)
"""Stages that narrow what stands under them: what is known of all is not known of these."""
ENROLMENT = re.compile(
    r"在校|在园|在学|招生数?$|毕业生|\b(?:enrol|graduates\b)"
    r"|^(?:number of )?(?:pupils|students|children) (?:in|at) .*(?:schools?|kindergartens?|education|colleges?)\b",
    re.IGNORECASE,
)


def load():
    """Read data/raw/indicators.csv => frame indexed by slug, one row a definition.

    Examples
    --------
    >>> load().loc["compulsory_retention", ["family", "direction"]].tolist()
    ['cohort_ratio', 'up']
    """
    return schema.read(paths.root() / "data/raw/indicators.csv", "indicators").set_index("indicator", drop=False)


def labels(book):
    """Give the names that mean a definition => {(stage or '', name): (slug, note)}.

    They are the codebook's own, in both languages, and, from data/raw/labels.csv, printed ones that differ from it by
    more than blanks, quotation marks and the … of words left out. Where a name means something only in the prose of one
    plan its stage is the plan.

    Raises
    ------
    InputError
        If a column is missing, or a row names an indicator that the codebook does not have.

    Examples
    --------
    >>> labels(load())["九年义务教育", "在校生"]
    ('compulsory_enrolment', '')
    """
    file = paths.root() / "data/raw/labels.csv"
    header, rows = paths.read_rows(file)
    if header != LABEL_COLUMNS:
        raise InputError("the header is another one", f"write {','.join(LABEL_COLUMNS)}", file=paths.relative(file))
    lines, rows = zip(*rows, strict=True)
    frame = pd.DataFrame(rows, columns=LABEL_COLUMNS)
    for line, row in zip(lines, frame.itertuples(), strict=True):
        if row.indicator not in book.index:
            raise InputError(
                f"data/raw/indicators.csv has no {row.indicator}",
                "describe it there, or correct this row",
                file=paths.relative(file),
                line=line,
                cell=row.label,
            )
    own = {("", _key(name)): (slug, "") for column in NAMES for slug, name in book[column].items()}
    return own | {(_key(row.stage), _key(row.label)): (row.indicator, row.note) for row in frame.itertuples()}


def identify(row, known):
    """Find the definition a printed row means => (slug, note), or (None, '') where nobody has described it.

    Parameters
    ----------
    row : dict
        stage, parent and label as printed.
    known : dict
        From `labels`.

    Examples
    --------
    >>> row = {"stage": "义务教育", "parent": "在校学生数(万人)", "label": "其中:普通小学"}
    >>> identify(row, labels(load()))
    ('primary_enrolment', '')
    """
    stage, label, parent = (_key(row["stage"]), _key(row["label"]), _key(row["parent"]))
    alone = () if SUBGROUP.fullmatch(stage) and stage not in label else (("", label + parent),)
    candidates = ((stage, label + parent), *alone, ("", stage + label + parent))
    return next((known[name] for name in candidates if name in known), (None, ""))


def describe(row, unit):
    """Say of an undescribed label what follows from its words and unit alone => dict of a codebook row.

    Examples
    --------
    >>> row = {"stage": "学前教育", "parent": "", "label": "普惠性幼儿园覆盖率(%)"}
    >>> found = describe(row, "percent")
    >>> found["indicator"], found["family"], found["stage"]
    ('xue_qian_jiao_yu_pu_hui_xing_you_er_yuan_fu_gai_lv', 'share', 'preschool')
    >>> row = {"stage": "", "parent": "", "label": "Out-of-school rate, upper secondary (%)"}
    >>> [describe(row, "percent")[name] for name in ("indicator", "indicator_en", "stage", "direction")]
    ['out_of_school_rate_upper_secondary', 'Out-of-school rate, upper secondary', 'senior', '']
    """
    from pypinyin import lazy_pinyin  # here, because they are slow to import and rarely needed
    from pypinyin.seg.mmseg import seg

    name, parent = _folded(flattened.name_of(row["label"])), _folded(flattened.name_of(row["parent"]))
    stage = _folded(flattened.NUMBERED.sub("", row["stage"]))
    other = not SUBGROUP.fullmatch(stage) and stage_of(stage) and stage_of(name) not in {"", stage_of(stage)}
    other = other and (stage_of(name) in SCHOOLS or stage_of(stage) not in SCHOOLS)
    own = name.startswith(stage) or other
    zh = (f"{name}{parent}" if own else f"{stage}{name}{parent}").replace("…", "")
    if spoken := english.in_english(zh):
        narrower = [parent, "" if stage_of(name) == stage_of(stage) else stage]
        narrower = [part for part in narrower if part.lower() not in name.lower()]
        zh = ", ".join(filter(None, [name, *narrower]))
    family = family_of(zh, unit)
    return {
        "indicator": re.sub("_+", "_", re.sub("[^a-z0-9]+", "_", "_".join(lazy_pinyin(zh)).lower())).strip("_"),
        "indicator_zh": zh,
        "indicator_en": zh if spoken else " ".join("".join(lazy_pinyin(word)) for word in seg.cut(zh)),
        "stage": stage_of(stage) or stage_of(zh) or "other",
        "unit": unit,
        "family": family,
        "direction": "none" if is_enrolment(zh, family) else "",
        "upper": {"percent": 100.0, "per_mille": 1000.0}.get(unit) if family == "share" else None,
        "definition": "",
        "denominator": "",
        "comparable_with": "",
    }


def page(language="en"):
    """Write the codebook page in a language, from the declaration of the tables and the indicators of data/raw.

    Examples
    --------
    >>> page().splitlines()[0], page("zh").splitlines()[0]
    ('# Codebook', '# 编码手册')
    """
    say, head = of(language), {key: of(language).word(TEXTS["page"], key) for key in TEXTS["page"]}
    lines = [f"# {head['title']}", "", head["made"], "", f"## {head['tables']}", "", head["said"]]
    for resource in schema.package()["resources"]:
        lines += ["", f"### {resource['path']}", "", resource[say.own("description")], ""]
        lines += [head["columns"], "|---|---|---|---|"]
        for field in resource["schema"]["fields"]:
            allowed = " ".join(f"`{value}`" for value in field.get("constraints", {}).get("enum", []))
            description = field[say.own("description")].replace("<", "&lt;").replace("|", "\\|")
            meaning = f"{description}{say.colon if allowed else ''}{allowed}"
            kind = say.word(TEXTS["types"], field["type"])
            lines.append(f"| {field['name']} | {field['title_zh']} | {kind} | {meaning} |")
    lines += ["", f"## {head['indicators']}", ""]
    names = load()[["indicator_en", "indicator_zh"]]
    for slug, (definition, facts) in described(language).items():
        lines += [
            f"**{slug}** · {' · '.join(say.first(names.loc[slug].tolist()))}  ",
            f"{definition}{say.bracketed(say.semicolon.join(facts))}",
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


def described(language="en"):
    """Say of every indicator what it is => {slug: (definition, [its stage, unit, family, direction, denominator …])}.

    Where data/raw/indicators_zh.csv has no Chinese definition the English one stands.

    Examples
    --------
    >>> described("zh")["preschool_net_enrolment"][0]
    '学前教育学龄儿童中在园者所占的百分比。'
    >>> described("en")["preschool_teachers"][1]
    ['teachers', 'persons', 'count', 'direction up', 'not compared with other places']
    """
    say, found = of(language), {}
    own = paths.root() / f"data/raw/{say.own('indicators')}.csv"
    header, rows = paths.read_rows(own) if own.exists() else ([], [])
    told = {cells[0]: dict(zip(header, cells, strict=True)) for _, cells in rows}
    for row in load().fillna("").to_dict("records"):
        here = {key: value for key, value in told.get(row["indicator"], {}).items() if value}
        facts = [say.word("stages", row["stage"]), say.unit(row["unit"]), say.word("families", row["family"])]
        facts += [say.word(TEXTS["facts"], row["direction"])] if row["direction"] else []
        denominator = here.get("denominator", row["denominator"])
        facts += [say.say(TEXTS["facts"], "of", denominator=denominator)] if denominator else []
        facts += [] if row["comparable_with"] else [say.word(TEXTS["facts"], "apart")]
        found[row["indicator"]] = here.get("definition", row["definition"]), list(filter(None, facts))
    return found


def family_of(zh, unit):
    """Tell the family from the name and the unit.

    Examples
    --------
    >>> family_of("毛入园率", "percent"), family_of("九年义务教育巩固率", "percent"), family_of("生师比", "ratio")
    ('gross_rate', 'cohort_ratio', 'ratio')
    >>> [family_of(name, "percent") for name in ("Gross enrolment rate", "Retention rate", "Out-of-school rate")]
    ['gross_rate', 'cohort_ratio', 'share']
    """
    if unit in {"percent", "per_mille", "points"}:
        return "gross_rate" if GROSS.search(zh) else "cohort_ratio" if COHORT.search(zh) else "share"
    if unit == "years" or MEAN.search(zh):
        return "mean"
    if unit == "ratio" or RATIO.search(zh):
        return "ratio"
    return "amount" if unit == "yuan" else "count"


def stage_of(zh):
    """Tell the stage from Chinese words; '' where none says it.

    Examples
    --------
    >>> stage_of("高中阶段教育"), stage_of("中等职业教育"), stage_of("其他")
    ('senior', 'vocational', '')
    """
    return next((stage for words, stage in STAGE_WORDS.items() if re.search(words, zh, re.IGNORECASE)), "")


def is_enrolment(zh, family):
    """Tell whether a count is one of pupils: in a plan a forecast of births and moves, not a goal.

    Examples
    --------
    >>> is_enrolment("普通小学在校学生数", "count"), is_enrolment("公办幼儿园在园幼儿占比", "share")
    (True, False)
    >>> is_enrolment("Number of pupils in primary schools", "count"), is_enrolment("Pupils trained", "count")
    (True, False)
    """
    return family == "count" and bool(ENROLMENT.search(zh))


def cohorts(denominator):
    """Count the one-year cohorts that a mean is over, from the ages that its denominator names.

    Examples
    --------
    >>> cohorts("people aged 20-59"), cohorts("people")
    (40, 60)
    """
    ages = AGES.search(denominator) if isinstance(denominator, str) else None
    return int(ages[2]) - int(ages[1]) + 1 if ages else POPULATION_COHORTS


def same_name(one, other):
    """Tell whether two names are one but for blanks, quotation marks and capitals.

    Examples
    --------
    >>> same_name("Out-of-school rate", "Out-of-School Rate"), same_name("巩固率", "入学率")
    (True, False)
    """
    return _key(one) == _key(other)


@lru_cache(maxsize=8192)
def _key(text):
    return re.sub(r"[\s…]", "", _folded(flattened.name_of(text))).casefold()


def _folded(text):
    """Fold a label and drop its quotation marks; between Latin words the blanks stay."""
    return re.sub('[“”"《》]' if english.in_english(text) else "[“”\"'《》]", "", english.spaced(text))
