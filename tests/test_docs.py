"""README, docs and docstrings, held true."""

import ast
import importlib
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import PROJECT
from reading import foreign
from typer.testing import CliRunner

from helpers import clean, paths, trace
from helpers.__main__ import app
from helpers.charts import required_growth
from helpers.codebook import documents, glossary, indicators, schema, source
from helpers.growth import formulas, required
from helpers.language import LANGUAGES, of
from helpers.report import brief
from helpers.runner import run

README = (PROJECT / "README.md").read_text(encoding="utf-8")
PAGES = [file for file in PROJECT.glob("*.md")] + sorted((PROJECT / "docs").rglob("*.md"))
METHODS = {
    language: (PROJECT / f"docs/{of(language).folder}methods.md").read_text(encoding="utf-8") for language in LANGUAGES
}
NAMED = r"|\*\*\w+\*\* · .+"
BESIDE = {"en": re.compile(r"\| (?:Holt )?[一-鿿][^|]*(?=\|)" + NAMED), "zh": re.compile(r"\|[^|一-鿿]*(?=\|)" + NAMED)}
"""Cells of tables that give a name in the other language, and the names of an indicator."""
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
MODULES = sorted((PROJECT / "src/helpers").rglob("*.py"))


# What computes or reads a value is shown by an example; drawing, writing and running are not.
WITH_EXAMPLES = ("clean", "codebook", "goals", "growth", "progress", "trend", "words")
# They write files, or rest on data that an example would have to invent.
WITHOUT_EXAMPLE = {"save", "save_combined", "publish"}


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [PROJECT / name for name in listed.stdout.split("\0") if name]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("codebook", indicators.page),
        ("documents", documents.page),
        ("glossary", glossary.page),
        ("plans", brief.plans),
    ],
)
def test_a_page_that_is_made_is_made_from_the_tables_and_in_its_language(name, made, language):
    page = made(language)
    assert (PROJECT / f"docs/{of(language).folder}{name}.md").read_text(encoding="utf-8") == page, "run make docs"
    assert [line for line in page.splitlines() if foreign(BESIDE[language].sub("", line), language)] == []


def test_every_indicator_has_a_definition_and_a_denominator_in_chinese():
    book = indicators.load()
    _, rows = paths.read_rows(PROJECT / "data/raw/indicators_zh.csv")
    chinese = {cells[0]: cells[1:] for _, cells in rows}
    assert list(chinese) == [slug for slug, told in book["definition"].notna().items() if told]
    for slug, (definition, denominator) in chinese.items():
        assert re.search("[一-鿿]", definition) and not foreign(definition, "zh"), slug
        assert bool(denominator) == isinstance(book.loc[slug, "denominator"], str), slug


def test_every_column_is_described_in_chinese():
    for resource in schema.package()["resources"]:
        for item in (resource, *resource["schema"]["fields"]):
            assert item["description_zh"] not in ("", item["description"]), (resource["name"], item["name"])
            assert not foreign(item["description_zh"], "zh"), (resource["name"], item["name"])


def test_the_terms_of_the_glossary_differ():
    terms = [term["name"][1] for term in glossary.TEXTS["terms"].values()]
    assert len(terms) == len(set(terms))


def test_the_page_of_trust_is_made_from_the_tables():
    assert (PROJECT / "docs/trust.md").read_text(encoding="utf-8") == trace.page(), "run make docs"


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.zh.md", "zh")])
def test_a_readme_opens_with_its_picture_and_findings_that_hold(name, language):
    text = (PROJECT / name).read_text(encoding="utf-8")
    assert text == brief.page(text, language), "run make docs"
    assert re.search(r"!\[[^]]+\]\(([^)]+)\)", text)[1] == f"figures/compare/promises-{language}.svg"
    opening = text.partition("\n## ")[0]
    assert all(line in opening.replace("\\", "") for line in brief.overall(language))
    assert len(opening.splitlines()) < 30
    assert foreign(BESIDE[language].sub("", text), language) == []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_without_make_the_same_is_done_as_with_it(name):
    """The commands for Windows install what the Makefile installs, and do what its two targets do."""
    text = (PROJECT / name).read_text(encoding="utf-8")
    [block] = [part for part in re.findall(r"```sh\n(.+?)```", text, re.DOTALL) if "Scripts" in part]
    first, *lines = block.splitlines()
    assert first == "python -m venv .venv" and all(line.startswith(".venv\\Scripts\\python -m ") for line in lines)
    done = [line.partition(" -m ")[2] for line in lines]
    given = dict(re.findall(r"^(LOCKED|OURSELVES) := --quiet (.+)$", MAKEFILE, re.MULTILINE))
    assert done[:2] == [f"pip install {given['LOCKED']}", f"pip install {given['OURSELVES']}"]
    assert re.search(r"^figures: .+\n\t\$\(RUN\) run$", MAKEFILE, re.MULTILINE) and done[2:] == [
        "helpers run",
        "pytest",
    ]
    assert "$(BIN)/pytest" in MAKEFILE and (PROJECT / given["LOCKED"].split()[-1]).exists()


def test_make_targets_named_are_there():
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8")))
        assert named <= targets, page
    commands = re.findall(r"^make ([a-z]+)", README, re.MULTILINE)
    assert commands[:2] == ["figures", "test"] and set(commands) <= targets


def test_commands_named_are_there():
    known = {command.name or command.callback.__name__ for command in app.registered_commands}
    for page in [*PAGES, PROJECT / "Makefile"]:
        named = set(re.findall(r"-m helpers ([a-z]+)", page.read_text(encoding="utf-8")))
        assert named <= known, page
    assert CliRunner().invoke(app, ["--help"]).exit_code == 0


def test_the_notebooks_table_lists_every_notebook():
    listed = re.findall(r"^\| \[([^]]+)\]\(notebooks/([^)]+)\.ipynb\)", README, re.MULTILINE)
    assert [name for name, _ in listed] == [name for _, name in listed] == run.notebooks()
    chinese = (PROJECT / "README.zh.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[[^]]+\]\(notebooks/zh/([^)]+)\.ipynb\)", chinese, re.MULTILINE) == run.notebooks()


def test_the_data_table_is_that_of_the_plans():
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (.+?) \| (\d+)–(\d+) \| (\d+) \| (\d+) \|$", README, re.MULTILINE)
    found = []
    for plan in paths.plans():
        about = source.read(plan)
        years = str(about["baseline_year"]), str(about["target_year"])
        sizes = (str(len(schema.load(table, plan))) for table in ("targets", "observations"))
        found.append((plan, about["title_zh"], *years, *sizes))
    assert rows == found


def test_the_example_of_a_new_plan_works(project):
    folder = project / "data/raw/mouxian-14fyp"
    folder.mkdir()
    example = re.search(r"```yaml\n(.+?)```", README, re.DOTALL)[1]
    assert set(yaml.safe_load(example)) == set(source.REQUIRED)
    (folder / "source.yml").write_text(example, encoding="utf-8")
    (folder / "indicator_table.txt").write_text("指标\n2020年\n2025年\n毛入园率(%)\n90\n—\n", encoding="utf-8")
    cleaned = clean.plan("mouxian-14fyp")
    assert len(cleaned["observations"]) == 1 and cleaned["targets"].empty


def test_links_lead_somewhere():
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert link.startswith("https://") or (page.parent / link).exists(), (page.name, link)


def test_methods_names_every_code_flag_and_method():
    page = METHODS["en"]
    used = set(schema.load("required_growth")["code"].dropna())
    flags = {flag for flags in schema.load("required_growth")["flags"].dropna() for flag in flags.split(";")}
    assert all(f"`{name}`" in page for name in used | flags)
    assert all(method in page for method in formulas.METHODS)


def test_the_methods_say_the_same_in_both_languages():
    """The same sections, formulas, codes and addresses, and in each table as many rows and columns."""
    english, chinese = METHODS["en"], METHODS["zh"]
    for pattern in (r"^(#+) ", r"^(?=\|)", r"`([^`\n]+)`", r"\]\((https[^)]+)\)", r"(\$[^$\n]+\$)"):
        one, other = (re.findall(pattern, page, re.MULTILINE) for page in (english, chinese))
        assert set(one) == set(other) and (pattern[-2] == "]" or len(one) == len(other)), pattern
    assert formulas_of(english) == formulas_of(chinese)
    for page in (english, chinese):
        tables = re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE)
        shapes = [{len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()} for table in tables]
        assert all(len(shape) == 1 for shape in shapes)
    assert foreign(chinese, "zh") == []
    code = re.findall(r"```python\n.+?```", english + chinese, re.DOTALL)
    assert len(code) == 2 and code[0] == code[1]


def formulas_of(page):
    """List what of a page has a mathematical sign that no prose has."""
    signs = "₀₁₂ᵢ₋√Σ²^⌈⌉Δ⁻ᵈ̄"
    found = re.findall(rf"[^\s一-鿿，。；：、（）“”|`]*[{signs}][^\s一-鿿，。；：、（）“”|`]*", page)
    return {part.strip(",.;:()") for part in found}


CODE = (PROJECT / "docs/code.md").read_text(encoding="utf-8")
ROOMS, PATH = CODE.split("## From a printed cell to a figure")


def test_the_page_of_the_code_has_every_room_with_its_first_line():
    says = {}
    for entry in (PROJECT / "src/helpers").iterdir():
        room = entry / "__init__.py" if entry.is_dir() else entry
        if room.is_file() and room.suffix == ".py" and entry.name != "__init__.py":
            first = ast.get_docstring(ast.parse(room.read_text(encoding="utf-8"))).splitlines()[0]
            says[f"{entry.name.removesuffix('.py')}{'/' if entry.is_dir() else ''}"] = first.replace("|", r"\|")
    rows = re.findall(r"^\| `(.+?)` \| (.+) \|$", ROOMS, re.MULTILINE)
    assert len(rows) == len(dict(rows)) and dict(rows) == says
    order = [room.strip("/") for room, _ in rows]
    flow = [name for name in re.findall(r"`(\w+)`", ROOMS.partition("| room |")[0]) if name in order]
    assert [name for name in order if name in flow] == flow


def test_the_path_of_a_number_is_that_of_the_code_and_the_tables():
    modules = {".".join(file.relative_to(PROJECT / "src").with_suffix("").parts): file for file in MODULES}
    named = re.findall(r"`([a-z_]+)\.([A-Za-z_]+)`", PATH)
    assert len(named) > 15
    for module, function in named:
        found = [name for name in modules if f".{module}" in name and name.removesuffix(".__init__").endswith(module)]
        assert any(hasattr(importlib.import_module(name.removesuffix(".__init__")), function) for name in found), module
    line, printed = re.search(r"indicator_table\.txt, line (\d+) \| `(.+?)`", PATH).groups()
    table = (PROJECT / "data/raw/yunyang-14fyp/indicator_table.txt").read_text(encoding="utf-8").splitlines()
    assert table[int(line) - 1].strip() == printed
    made = clean.plan("yunyang-14fyp")
    made["targets"] = made["targets"].query("target_id == 'preschool_gross_enrolment@2025'")
    seen = made["observations"].query("indicator == 'preschool_gross_enrolment'")
    made["observations"] = seen[seen["printed"] == printed]
    made["required_growth"] = required.on_scale(required.table(made["targets"]), "linear")
    for name, rest in re.findall(r"([a-z_]+)\.csv(.+)", PATH):
        says = {column: float(number) for column, number in re.findall(r"`([a-z_]+)` ([\d.]+)", rest)}
        assert says and made[name].iloc[0][[*says]].to_dict() == says, name
    shown = required_growth.said(made["required_growth"].iloc[0], "en")
    assert " ".join(shown.split()) in PATH


@pytest.mark.parametrize("module", MODULES, ids=lambda file: file.stem)
def test_public_functions_are_documented_with_an_example(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{module.stem}.{node.name}"
            place = module.relative_to(PROJECT / "src/helpers").parts[0].removesuffix(".py")
            if isinstance(node, ast.FunctionDef) and place in WITH_EXAMPLES and node.name not in WITHOUT_EXAMPLE:
                assert ">>>" in ast.get_docstring(node), f"{module.stem}.{node.name} has no example"


def test_no_path_of_this_machine_is_tracked():
    here = [f"{PROJECT.parent}/", f"{Path.home()}/"]
    for file in tracked():
        if file.suffix in {".py", ".md", ".yml", ".toml", ".lock", ".ipynb", ".json", ".csv"}:
            text = file.read_text(encoding="utf-8")
            assert not [path for path in here if path in text], file


def test_every_tracked_file_is_small():
    assert not [file for file in tracked() if file.exists() and file.stat().st_size > 1_000_000]
