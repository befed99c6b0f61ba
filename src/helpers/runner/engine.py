"""A papermill engine that runs the cells in this very process, as a kernel would, without starting one.

It is made for a process that was forked for one notebook and ends with it (`runner.workers`). What it records equals
what papermill records of a kernel, but for three things that it cannot do: answer input(), hold live widgets, and catch
what a library written in C prints past Python.
"""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache

from ipykernel.compiler import XCachingCompiler
from ipykernel.jsonutil import encode_images, json_clean
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_output
from traitlets import Type
from traitlets.config import Config


class Record:
    """The outputs of the cell that runs, in their order, as they go into the notebook.

    Examples
    --------
    >>> record = Record()
    >>> record.stream("stdout", "one "), record.stream("stdout", "two")
    (4, 3)
    >>> record.outputs[0]["text"]
    'one two'
    """

    def __init__(self):
        self.outputs, self.displayed, self.clears_next = [], {}, False

    def begin(self):
        """Begin with another cell."""
        self.outputs, self.clears_next = [], False

    def add(self, kind, **content):
        """Add an output, after clearing where that was asked for."""
        if self.clears_next:
            self.clear()
        self.outputs.append(new_output(kind, **content))
        return self.outputs[-1]

    def stream(self, name, text):
        """Add what is printed, to what was printed just before => how many characters."""
        last = self.outputs[-1] if self.outputs and not self.clears_next else {}
        if last.get("name") == name:
            last["text"] += text
        elif text:
            self.add("stream", name=name, text=text)
        return len(text)

    def display(self, data, metadata, name=None, update=False):
        """Add what is displayed, or change everything that was displayed under the same name."""
        content = {"data": json_clean(encode_images(data)), "metadata": json_clean(metadata)}
        if update:
            for shown in self.displayed.get(name, ()):
                shown.update(content)
            return
        shown = self.add("display_data", **content)
        if name:
            self.displayed.setdefault(name, []).append(shown)

    def clear(self, wait=False):
        """Drop what the cell has shown, now or when there is something new to show."""
        self.clears_next = wait
        if not wait:
            self.outputs.clear()


class Stream(io.TextIOBase):
    """What sys.stdout and sys.stderr are while a cell runs."""

    encoding = "utf-8"

    def __init__(self, record, name):
        self.record, self.kind = record, name

    def write(self, text):
        """Record it => how many characters."""
        return self.record.stream(self.kind, text)

    def writable(self):
        """Say that one may write."""
        return True


class Publisher(DisplayPublisher):
    """Records what cells display."""

    def publish(self, data, metadata=None, *, transient=None, update=False, **_):
        """Record one display, or the change of one."""
        self._validate_data(data, metadata)
        self.shell.record.display(data, metadata or {}, (transient or {}).get("display_id"), update)

    def clear_output(self, wait=False):
        """Drop what the cell has displayed."""
        self.shell.record.clear(wait)


class Hook(DisplayHook):
    """Records the value of a cell's last expression."""

    def write_output_prompt(self):
        """Write none: the notebook counts its cells itself."""

    def write_format_data(self, format_dict, md_dict=None):
        """Record the value in all its forms."""
        content = {"data": json_clean(encode_images(format_dict)), "metadata": json_clean(md_dict or {})}
        if content["data"]:
            self.shell.record.add("execute_result", execution_count=self.prompt_count, **content)

    def finish_displayhook(self):
        """End without the empty line of a terminal."""
        self._is_active = False


class Shell(InteractiveShell):
    """An IPython shell that writes nothing on a terminal but records it."""

    displayhook_class = Type(Hook)
    display_pub_class = Type(Publisher)
    compiler_class = Type(XCachingCompiler)
    system = InteractiveShell.system_piped

    def __init__(self, *words, **options):
        self.record = Record()
        super().__init__(*words, config=Config({"HistoryManager": {"enabled": False}}), **options)

    def enable_gui(self, gui=None):
        """Enable none: nobody is there to look at a window."""

    def _showtraceback(self, etype, evalue, stb):
        self.record.add("error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb))

    def execute(self, cell):
        """Run a code cell and give it its outputs => whether it went well."""
        self.record.begin()
        cell.execution_count = self.execution_count
        with redirect_stdout(Stream(self.record, "stdout")), redirect_stderr(Stream(self.record, "stderr")):
            result = self.run_cell(cell.source, store_history=True)
        cell.outputs = self.record.outputs
        return result.success


class InProcess:
    """The engine, for papermill: `papermill --engine inprocess`. All but the cells is papermill's own."""

    @staticmethod
    def execute_notebook(nb, kernel_name, **options):
        """Execute a notebook as papermill's engines do => the notebook with its outputs."""
        return _engine().execute_notebook(nb, kernel_name, **options)

    @staticmethod
    def nb_kernel_name(nb, name=None):
        """Give the kernel that the notebook names."""
        return _engine().nb_kernel_name(nb, name)

    @staticmethod
    def nb_language(nb, language=None):
        """Give the language that the notebook names."""
        return _engine().nb_language(nb, language)


@cache
def _engine():
    """Make the engine only now: papermill loads this module while it is itself loaded."""
    from papermill.engines import Engine

    return type("InProcess", (Engine,), {"execute_managed_notebook": classmethod(_run)})


def _run(_, nb_man, kernel_name, **__):
    """Run the cells of a notebook in their order, until one fails that may not."""
    shell = _shell()
    for index, cell in enumerate(nb_man.nb.cells):
        tags = cell.metadata.get("tags", [])
        nb_man.cell_start(cell, index)
        runs = cell.cell_type == "code" and cell.source.strip() and "skip-execution" not in tags
        failed = runs and not shell.execute(cell) and "raises-exception" not in tags
        if failed:
            nb_man.cell_exception(cell, cell_index=index)
        nb_man.cell_complete(cell, cell_index=index)
        if failed:
            break


def _shell():
    """Make the one shell of this process, and what pandas would choose if it were imported in a kernel."""
    if "pandas" in sys.modules:
        sys.modules["pandas"].set_option("display.max_columns", 20)
    return Shell.instance()
