"""What is asked: words that must all be found, the last of them perhaps still being typed.

The rules:
- Every word asked for must be found in the text, in any order.
- The last one also finds the words it begins, unless something follows it: it is being typed.
- Little words ("de la", "the") are not asked for while there are others; part of a code ("A63")
  always is.
- A text says the query exactly when it has its very words, little ones too, one after the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.search.analysis import Word, fold, terms, tokens, words

_LITTLE = """
a ai au aux avec c ce ces d dans de des du elle en est et eux il ils j je l la le les leur leurs lui
m ma me mes n ne nous on ou par pour qu que qui s sa se ses son sur t un une vos votre vous y
an and are as at be by for from has in is it of or that the their this to was were with
"""
LITTLE = frozenset(_LITTLE.split())
"""Words that say nothing by themselves, without accents, in French and in English."""

Range = tuple[int, int]
"""Where something begins and ends (exclusive) in a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for.

    Attributes:
        text: As it was typed.
        said: Its words, all of them, in order.
        wanted: Those that must be found, each once.
        typing: The one that is still being typed; it finds the words it begins.
    """

    text: str
    said: tuple[str, ...]
    wanted: tuple[str, ...]
    typing: str | None

    def matches(self, text: str) -> bool:
        """Return whether ``text`` has every word that is wanted."""
        there = set(tokens(text))
        return all(any(self.finds(asked, word) for word in there) for asked in self.wanted)

    def finds(self, asked: str, word: str) -> bool:
        """Return whether the wanted word ``asked`` finds ``word``."""
        if asked == self.typing and fold(word).startswith(fold(asked)):
            return True
        return not terms(asked).isdisjoint(terms(word))

    def ranges(self, text: str) -> list[Range]:
        """Return where ``text`` has what is wanted; a word being typed, as far as it is typed."""
        return list(_joined(self._found(text), text))

    def is_said_in(self, text: str) -> bool:
        """Return whether ``text`` says the query exactly."""
        said, there = [fold(word) for word in self.said], [fold(word) for word in tokens(text)]
        ends = range(len(said), len(there) + 1)
        return bool(said) and any(there[end - len(said) : end] == said for end in ends)

    def _found(self, text: str) -> Iterator[Range]:
        for word in words(text):
            found = [asked for asked in self.wanted if self.finds(asked, word.text)]
            if not found:
                continue
            only_begun = found == [self.typing] and terms(found[0]).isdisjoint(terms(word.text))
            length = len(found[0]) if only_begun else word.end - word.start
            yield word.start, min(word.start + length, word.end)


def query_of(text: str) -> Query:
    """Return the query that ``text`` types.

    >>> query_of("évacués de l'hôp").wanted
    ('évacués', 'hôp')
    """
    found = words(text)
    wanted = dict.fromkeys(word.text for word in _big(found))
    last = found[-1] if found else None
    typing = last is not None and last.end == len(text) and last.text in wanted
    return Query(
        text=text,
        said=tuple(word.text for word in found),
        wanted=tuple(wanted) or tuple(dict.fromkeys(word.text for word in found)),
        typing=last.text if last and (typing or (not wanted and last.end == len(text))) else None,
    )


def _big(found: Sequence[Word]) -> Iterator[Word]:
    for at, word in enumerate(found):
        glued = (at > 0 and found[at - 1].end == word.start) or (
            at + 1 < len(found) and found[at + 1].start == word.end
        )
        if glued or fold(word.text) not in LITTLE:
            yield word


def _joined(found: Iterator[Range], text: str) -> Iterator[Range]:
    """Join ranges with nothing between them but spaces."""
    held: Range | None = None
    for start, end in found:
        if held is not None and not text[held[1] : start].strip():
            held = (held[0], end)
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held
