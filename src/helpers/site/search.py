"""Search in Chinese: Sphinx's, with jieba, that also finds every part of an indicator's name."""

import functools
import re
from pathlib import Path

import jieba
from sphinx.search.zh import SearchChinese

jieba.setLogLevel("ERROR")  # it reports how long it took
RUN = re.compile("[\u3400-\u9fff]+")
LONGEST = 8


class Search(SearchChinese):
    """Sphinx's Chinese search, which finds only what jieba cuts out, and the parts of known words besides."""

    def init(self, options):
        """Read the known words, one a line, from the file that the option `dict` names."""
        super().init(options)
        lines = Path(options["dict"]).read_text(encoding="utf-8").splitlines()
        self.stem = functools.cache(self.stem)  # the same words come again on every page
        self.parts = {part for line in lines for part in parts(line.split()[0])}

    def split(self, text):
        """Cut a text into words to look for."""
        runs, latin = RUN.findall(text), self.latin1_letters.findall(text)
        self.latin_terms.update(latin)
        known = {part for run in runs for part in parts(run) if part in self.parts}
        return [word for run in runs for word in super(Search, self).split(run)] + latin + sorted(known)


def parts(word):
    """List what can be cut out of a word, from two characters to eight, and the word itself.

    Examples
    --------
    >>> sorted(parts("毛入园率"))
    ['入园', '入园率', '园率', '毛入', '毛入园', '毛入园率']
    """
    lengths = range(2, min(len(word), LONGEST) + 1)
    return {word[start : start + length] for length in lengths for start in range(len(word) - length + 1)} | {word}
