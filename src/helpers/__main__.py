"""The commands: python -m helpers add | accept | run | check | trace | changed | package | list | site | docs …"""

import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import Annotated


def _stop(number, _):
    """End at Ctrl-C, or when asked to; a second time does not disturb what is then put in order."""
    signal.signal(number, signal.SIG_IGN)
    os.write(2, b"stopped; what was finished is kept, and the same command goes on from there\n")
    raise SystemExit(128 + number)


def _again(lost):
    """End a moment later where the end was raised in a finaliser: from there nothing is passed on."""
    if not isinstance(lost.exc_value, SystemExit):
        return sys.__unraisablehook__(lost)
    code = lost.exc_value.code
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(code))
    signal.setitimer(signal.ITIMER_REAL, 0.01)


if __name__ == "__main__":  # already now: to import what follows takes a moment
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    sys.unraisablehook = _again
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # where memory is short it would raise that signal itself

import typer

from helpers import paths
from helpers.errors import InputError, machine
from helpers.language import LANGUAGES, of
from helpers.runner.execution import TIMEOUT
from helpers.runner.jobs import FORMATS, FRAME, SIZES, formats, parameters
from helpers.runner.jobs import frame as frames

NOTES = 40
"""So many notes are printed after a run."""
app = typer.Typer(
    help="Research notebooks on local education plans: clean, chart, required growth, compare.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # --help starts sooner without rich
)


@app.command()
def run(
    plans: Annotated[
        list[str] | None, typer.Argument(help="Plans: folders of data/raw; all of them by default.")
    ] = None,
    language: Annotated[str, typer.Option(help="en, zh or both.")] = "both",
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Plans to work on at once; one a processor by default.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Execute also what is up to date.")] = False,
    as_of: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Judge progress by what was observed by the end of this year.")
    ] = None,
    size: Annotated[
        str, typer.Option(help="Lay figures out for column (85 mm), page (175 mm), slide (16:9), or all.")
    ] = "page",
    wanted: Annotated[
        str, typer.Option("--format", metavar="svg,pdf,png", help="Which files of a figure, joined by commas.")
    ] = "",
    frame: Annotated[
        str, typer.Option(metavar="full|bare", help="What stands around a figure: bare leaves out title and source.")
    ] = "",
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="Set a notebook's parameter.")
    ] = None,
    engine: Annotated[
        str, typer.Option(help="fork: a process with the libraries loaded; kernel: a Jupyter kernel; auto chooses.")
    ] = "auto",
    scheduler: Annotated[
        str, typer.Option(metavar="tcp://HOST:PORT", help="Execute on the workers of this Dask scheduler.")
    ] = "",
    timeout: Annotated[float, typer.Option(min=1, help="Seconds that one notebook may take.")] = TIMEOUT,
):
    """Execute the notebooks: tables to data/processed, figures to figures, executed copies to build."""
    from helpers.read import later
    from helpers.runner import run as runner

    given, summary = _given(parameter or []) | ({} if as_of is None else {"as_of": as_of}), runner.Summary()
    try:
        with _progress() as report, _figures(wanted, frame):
            how = _sizes(size), engine, timeout, scheduler
            runner.run(plans or (), language, jobs, force, given, report, *how, summary)
    except BaseException:
        if summary.wanted:
            _tell(summary)
        raise
    remarks = [*later.changed(plans or paths.plans()), *runner.remarks(plans or paths.plans())]
    for remark in remarks[:NOTES]:
        typer.echo(f"note: {remark}")
    if len(remarks) > NOTES:
        typer.echo(f"note: {len(remarks) - NOTES} more; name a plan to see its own")
    _tell(summary)
    raise typer.Exit(1 if summary.failed else 0)


@app.command()
def add(
    plan: Annotated[str, typer.Argument(metavar="SLUG", help="The new plan's name: a-z, 0-9 and -.")],
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Its documents: html, docx, xlsx, csv, txt, pdf.")
    ],
    to: Annotated[
        bool, typer.Option("--to", help="Add a later document's actual values to a plan that is there.")
    ] = False,
    title: Annotated[str, typer.Option(help="The document's title.")] = "",
    region: Annotated[str, typer.Option(help="The place, in Chinese.")] = "",
    baseline_year: Annotated[int | None, typer.Option(min=1950, max=2100)] = None,
    target_year: Annotated[int | None, typer.Option(min=1950, max=2100)] = None,
):
    """Read a published document's tables into data/raw/SLUG, and its prose as proposals, with what was doubted."""
    from helpers.read import later, plans

    about = {"title": title, "region": region, "baseline_year": baseline_year, "target_year": target_year}
    if to:
        lines = later.add(plan, files, **about)
    else:
        _, counts = plans.add(plan, files, **about)
        lines = plans.told(plan, counts)
    for line in lines:
        typer.echo(line)


@app.command()
def accept(
    plan: Annotated[str, typer.Argument(metavar="SLUG", help="A plan that add has made.")],
    again: Annotated[bool, typer.Option("--again", help="Accept also what was changed after acceptance.")] = False,
):
    """Take what was accepted and corrected in review.xlsx, indicator_table.csv or proposals.csv, and check it."""
    from helpers.read import accepting

    for line in accepting.told(accepting.accept(plan, again)):
        typer.echo(line)
    typer.echo(f"next: python -m helpers run {plan}")


@app.command()
def check(
    plans: Annotated[
        list[str] | None, typer.Argument(help="Plans: folders of data/raw; all of them by default.")
    ] = None,
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
):
    """Find what is inconsistent in the published figures themselves, with the arithmetic and where it stands."""
    from helpers import audit

    _language(language)
    failed = False
    for plan in [paths.check_plan(plan) for plan in plans or ()] or paths.plans():
        try:
            found = audit.plan(plan, language)
        except InputError as error:
            for fault in error.faults:
                typer.echo(f"{plan}: {fault}", err=True)
            failed = True
            continue
        typer.echo(f"{plan}: {len(found)} findings")
        for finding in found.fillna("").itertuples():
            places = " | ".join(
                f"{place}: {printed}"
                for place, printed in ((finding.locator_a, finding.printed_a), (finding.locator_b, finding.printed_b))
                if place
            )
            typer.echo(f"  {finding.severity:8} {finding.finding}  [{finding.rule}]")
            for line in filter(None, (places, finding.arithmetic)):
                typer.echo(f"           {line}")
    raise typer.Exit(2 if failed else 0)


@app.command()
def trace(
    plan: Annotated[str, typer.Argument(help="A plan: a folder of data/raw.")],
    what: Annotated[
        str,
        typer.Argument(metavar="[INDICATOR | FIGURE | TARGET_ID]", help="Whose numbers; without it they are counted."),
    ] = "",
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
):
    """Say where numbers come from: figure, row and rule, printed cell and its line, document."""
    from helpers import trace as chains

    for line in chains.told(plan, what, _language(language)):
        typer.echo(line)


@app.command()
def changed(
    version: Annotated[str, typer.Argument(help="A git tag or commit, or a folder of older processed tables.")],
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
):
    """List the numbers that differ from an earlier version, old → new, with the reason in CHANGELOG.md."""
    from helpers.trace import changed as since

    for line in since.told(version, _language(language)):
        typer.echo(line)


@app.command()
def package(
    plans: Annotated[list[str], typer.Argument(metavar="PLAN…", help="Plans: folders of data/raw.")],
):
    """Write a replication package of plans, build/replication-<plans>.zip: data, code, figures on disk, metadata."""
    from helpers import package as replication

    typer.echo(paths.relative(replication.make(plans)))


@app.command("list")
def list_all():
    """List the plans and the notebooks with their parameters."""
    from helpers.codebook import source
    from helpers.runner import run as runner

    for plan in paths.plans():
        about = source.read(plan)
        years = f"{about['baseline_year']}–{about['target_year']}"
        typer.echo(f"{plan:24} {about['region_en']}, {years}  {about['title_zh']}")
    for remark in paths.passed_over():
        typer.echo(f"note: {remark}")
    for name in [*runner.by_hand(), *runner.notebooks()]:
        typer.echo(f"\n{name}")
        for key, (default, says) in parameters(name).items():
            typer.echo(f"  {key} = {default!r}  {says}")


@app.command()
def notebooks(
    twins: Annotated[
        bool, typer.Option("--twins", help="Only carry the English code over to the other language's notebooks.")
    ] = False,
):
    """Execute every notebook and teaching case with its defaults and keep the outputs in notebooks/."""
    from helpers.runner import run as runner
    from helpers.runner import twins as beside
    from helpers.teaching import classroom

    if twins:
        for missing in [said for language in LANGUAGES[1:] for said in beside.write(language)]:
            typer.echo(missing)
        return
    with _progress() as report:
        runner.store(report)
    classroom.store()


@app.command()
def paper(
    plan: Annotated[str, typer.Argument(help="A plan: a folder of data/raw.")],
    language: Annotated[str, typer.Option(help="en, zh or both.")] = "en",
):
    """Write a plan's executed notebooks as one Word file and one PDF, build/<plan>/paper-<language>.docx and .pdf."""
    from helpers import paper as hand_out

    for file in hand_out.make(plan, language):
        typer.echo(paths.relative(file))


@app.command()
def classroom(
    case: Annotated[str | None, typer.Argument(help="A case of notebooks/cases; all by default.")] = None,
    execute: Annotated[bool, typer.Option("--execute", help="Execute all cases too, as the site shows them.")] = False,
):
    """Write the students' versions of the teaching cases, without solutions and teacher's notes."""
    from helpers.teaching import classroom as students

    for job in students.execute() if execute else []:
        typer.echo(f"executed: {job}")
    for file in students.make(case):
        typer.echo(paths.relative(file))


@app.command()
def site():
    """Write the site for readers who run nothing, build/site/index.html, from the executed notebooks and cases."""
    from helpers import site as pages

    typer.echo(paths.relative(pages.build()))


@app.command()
def docs():
    """Write the made pages of docs (codebook, documents …), and what README says of the plans, from the tables."""
    from helpers import trace as chains
    from helpers.codebook import documents, glossary, indicators, licences
    from helpers.report import brief

    made = {"docs/licences.md": licences.page(), "docs/trust.md": chains.page()}
    for language in LANGUAGES:
        folder, readme = f"docs/{of(language).folder}", f"{of(language).own('README', '.')}.md"
        for name, page in {"codebook": indicators.page, "documents": documents.page, "glossary": glossary.page}.items():
            made[f"{folder}{name}.md"] = page(language)
        made[f"{folder}plans.md"] = brief.plans(language)
        made[readme] = brief.page(paths.read_text(paths.root() / readme), language)
    paths.write_all({paths.root() / name: text for name, text in made.items()})


def _tell(summary):
    """Say what failed in a run, and how much was done of it."""
    from helpers.runner.run import CLEANS, NOT_RUN

    told = {job.plan: _faults(job.plan) for job, _ in summary.failed if job.notebook == CLEANS}
    for job, error in summary.failed:
        if not error.startswith(NOT_RUN):
            typer.echo(f"failed: {job}, {error.splitlines()[0] if told.get(job.plan) else error}", err=True)
    if after := sum(error.startswith(NOT_RUN) for _, error in summary.failed):
        typer.echo(f"failed: {after} notebooks after these, which were not run", err=True)
    for plan, faults in told.items():
        for fault in faults:
            typer.echo(f"{plan}: {fault}", err=True)
    counts = f"{len(summary.executed)} executed, {len(summary.skipped)} up to date, {len(summary.failed)} failed"
    typer.echo(counts + (f", {summary.wanted - summary.done} not reached" if summary.done < summary.wanted else ""))


def _faults(plan):
    """List everything that is wrong with a plan that could not be cleaned."""
    from helpers import clean

    try:
        clean.plan(plan)
    except InputError as error:
        return error.faults
    return []


def _language(language):
    """Return a language that is known."""
    if language not in LANGUAGES:
        raise InputError(f"language {language!r} is not known", f"use {' or '.join(LANGUAGES)}")
    return language


def _sizes(size):
    """Read --size => the sizes wanted."""
    if size not in (*SIZES, "all"):
        raise InputError(f"size {size!r} is not known", f"use {', '.join(SIZES)} or all")
    return SIZES if size == "all" else (size,)


@contextmanager
def _figures(names, around):
    """Tell the notebooks which formats of figures are wanted, and what stands around them."""
    kept = {name: os.environ.get(name, "") for name in (FORMATS, FRAME)}
    os.environ[FORMATS] = ",".join(formats(names or kept[FORMATS]))
    os.environ[FRAME] = frames(around or kept[FRAME])
    try:
        yield
    finally:
        os.environ |= kept


def _given(pairs):
    """Read NAME=VALUE pairs; a value is a Python literal or else a string."""
    import ast

    given = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise InputError(f"{pair!r} has no =", "write -p NAME=VALUE")
        try:
            given[name] = ast.literal_eval(value)
        except (ValueError, SyntaxError):
            given[name] = value
    return given


class _progress:
    """A bar of jobs, with what ended last; says nothing where everything is up to date."""

    def __enter__(self):
        from tqdm import tqdm

        self.bar = tqdm(total=0, unit="notebook", disable=None, leave=False, file=sys.stderr)
        return self.report

    def report(self, job, state, done, total):
        self.bar.total = total
        self.bar.set_postfix_str(f"{job} {state}", refresh=False)
        self.bar.update(done - self.bar.n)

    def __exit__(self, *_):
        self.bar.close()


def main():
    """Run the command line; what a person has to mend is one line, not a traceback."""
    try:
        with machine():
            try:
                app()
            finally:
                sys.stdout.flush()
    except InputError as error:
        for fault in error.faults:
            print(f"error: {fault}", file=sys.stderr)
        with suppress(OSError):
            sys.stdout.close()  # of what cannot be written there Python would complain once more
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
