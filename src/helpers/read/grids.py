"""A table as positions: cells with their spans and where in the document they stand; no meaning yet."""

from dataclasses import dataclass, field


@dataclass(eq=False)
class Cell:
    """A cell: its text as printed, its place in the grid, and its page, line and box in the document."""

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    page: int | None = None
    line: int | None = None
    box: tuple | None = None
    doubt: str = ""

    @property
    def address(self):
        """Name the place within the table: R3C2, and the line or page where one is known."""
        where = f"R{self.row + 1}C{self.col + 1}"
        return f"line {self.line}" if self.line else f"page {self.page} {where}" if self.page else where


@dataclass
class Line:
    """A line of text outside of any table."""

    text: str
    line: int | None = None
    page: int | None = None


@dataclass
class Grid:
    """A table: its cells, how it was found, what stands above it.

    kind : html, docx, xlsx, csv, pdf, pipes, tabs, blanks, words or lines
    place : where in the document, for people
    above : the lines just before it
    inferred : True where no position is in the document, only an order
    doubts : {row: [code of a doubt]}; row None is the whole table
    left : [(Cell, reason)] that could not be placed
    edges : where the columns of a ruled table begin and end
    blocks : {row: block}, of rows whose columns are known only together
    widths : {row: cells}, of rows that lines give
    """

    cells: list
    kind: str
    place: str = ""
    above: list = field(default_factory=list)
    page: int | None = None
    inferred: bool = False
    doubts: dict = field(default_factory=dict)
    left: list = field(default_factory=list)
    edges: tuple = ()
    blocks: dict = field(default_factory=dict)
    widths: dict = field(default_factory=dict)

    def doubt(self, code, row=None):
        """Note a doubt about a row, or about the whole table."""
        if code not in self.doubts.setdefault(row, []):
            self.doubts[row].append(code)


def matrix(grid):
    """Lay a grid out => list of rows of Cells; a cell with spans stands in each of its places, None where none is."""
    height = max((cell.row + cell.rowspan for cell in grid.cells), default=0)
    width = max((cell.col + cell.colspan for cell in grid.cells), default=0)
    laid = [[None] * width for _ in range(height)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for col in range(cell.col, cell.col + cell.colspan):
                laid[row][col] = laid[row][col] or cell
    return laid


def transposed(grid):
    """Turn rows into columns; every cell keeps the address it has in the document => Grid."""
    turned = [Turned(c.text, c.col, c.row, c.colspan, c.rowspan, c.page, c.line, c.box, c.doubt) for c in grid.cells]
    whole = {None: [code for codes in grid.doubts.values() for code in codes]} if grid.doubts else {}
    return Grid(turned, grid.kind, grid.place, grid.above, grid.page, grid.inferred, whole, grid.left)


class Turned(Cell):
    """A cell of a transposed grid, which is named by its place in the document."""

    @property
    def address(self):
        """Name the place within the table as it is printed."""
        return Cell(self.text, self.col, self.row, page=self.page, line=self.line).address
