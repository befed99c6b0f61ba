"""What a researcher is told when the material cannot be used: where, what stands there, what is wrong, what to do."""


class InputError(ValueError):
    """Something in the material or in a command that a person has to mend.

    Examples
    --------
    >>> print(InputError("two numbers in one cell", "write one cell a line", file="table.txt", line=7, cell="95 96"))
    table.txt, line 7, '95 96': two numbers in one cell. Remedy: write one cell a line.
    """

    def __init__(self, wrong, remedy, *, file="", line=None, cell=None):
        where = [str(file)] if file else []
        where += [f"line {line}"] if line is not None else []
        where += [f"'{cell}'"] if cell is not None else []
        super().__init__(": ".join(filter(None, [", ".join(where), wrong])) + f". Remedy: {remedy}.")
