"""What a refused document is, in words: people drop a film or a program without knowing."""

import puremagic

from dashboard.text import Text

EMPTY = Text(fr="un fichier vide", en="an empty file")
UNKNOWN = Text(fr="un contenu que Vigie ne reconnaît pas", en="something Vigie does not recognise")
HEAD = 4096

WORDS: tuple[tuple[int, bytes, Text], ...] = (
    (0, b"MZ", Text(fr="un programme Windows", en="a Windows program")),
    (0, b"\x7fELF", Text(fr="un programme Linux", en="a Linux program")),
    (0, b"\xcf\xfa\xed\xfe", Text(fr="un programme macOS", en="a macOS program")),
    (0, b"\xca\xfe\xba\xbe", Text(fr="un programme", en="a program")),
    (
        0,
        b"\xd0\xcf\x11\xe0",
        Text(
            fr="un document Office ancien (.doc, .xls, .ppt) ou protégé par un mot de passe "
            "(l'enregistrer en .docx, .xlsx ou .pptx sans mot de passe, puis recommencer)",
            en="an old Office document (.doc, .xls, .ppt) or one locked by a password (save it as "
            ".docx, .xlsx or .pptx without a password, then try again)",
        ),
    ),
    (
        4,
        b"ftyphei",
        Text(
            fr="une photo HEIC (l'exporter en JPEG, puis recommencer)",
            en="an HEIC photograph (export it as JPEG, then try again)",
        ),
    ),
    (4, b"ftyp", Text(fr="une vidéo ou un son", en="a film or a sound")),
    (0, b"ID3", Text(fr="un son MP3", en="an MP3 sound")),
    (0, b"PK", Text(fr="une archive ZIP vide ou abîmée", en="an empty or damaged ZIP archive")),
    (0, b"Rar!", Text(fr="une archive RAR", en="a RAR archive")),
    (0, b"7z\xbc\xaf", Text(fr="une archive 7z", en="a 7z archive")),
    (0, b"\x1f\x8b", Text(fr="une archive gzip", en="a gzip archive")),
    (257, b"ustar", Text(fr="une archive tar", en="a tar archive")),
)
"""Where to look, for what, and what it is; the first that is there tells."""


def found_in(content: bytes) -> Text:
    """Return what ``content`` is, as far as its first bytes tell; never fails."""
    if not content:
        return EMPTY
    for at, mark, words in WORDS:
        if content.startswith(mark, at):
            return words
    suffix = _guessed(content[:HEAD])
    if suffix is None:
        return UNKNOWN
    return Text(fr=f"un fichier « {suffix} »", en=f"a “{suffix}” file")


def _guessed(head: bytes) -> str | None:
    """Return how the names of such files end, where enough of ``head`` tells."""
    try:
        guesses = puremagic.magic_string(head)
    except puremagic.PureError:
        return None
    sure = [guess.extension for guess in guesses if guess.confidence >= 0.4 and guess.extension]
    return str(sure[0]) if sure else None
