"""Bringing a file from elsewhere: it is looked at, read aside, and what was found is told."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.documents import Scanner, admit
from dashboard.layers import LAYERS
from dashboard.operations import Reading
from dashboard.surveys import (
    PLANS,
    Answers,
    QuestionError,
    Survey,
    UnreadableSurveyError,
    check_readable,
    survey_of,
)
from dashboard.surveys.plans import Sheet, picture_of, sheet_of
from dashboard.surveys.recipe import columns, proposed, shape_of
from dashboard.text import Locale, Text
from dashboard.web.attaching import attachments
from dashboard.web.jobs import Made, Progress

READING = Text(fr="Lecture du fichier…", en="Reading the file…")
NOT_READ = Text(
    fr="Ce fichier n'est pas lu jusqu'au bout : répondre d'abord à ce qui est demandé.",
    en="This file is not read to its end: first answer what is asked.",
)
BEFORE = Text(
    fr="Ce fichier a déjà été importé (entrée n° {seq}) : recommencer doublerait ses objets.",
    en="This file was imported already (entry no. {seq}): doing it again would double its objects.",
)
DRAWN = {layer.key: layer for layer in LAYERS}
"""The kinds an import may make: those that are drawn."""

SHOWN_LEFT_OUT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file somebody brought to an operation, as far as it is read.

    Attributes:
        operation: Where it was brought.
        name: The file's name, safe to show.
        content: The file.
        media_type: What it was found to be.
        answers: What was asked of it, and answered.
        survey: What it holds, once read; None for a plan, or while something is asked.
        sheet: What the plan is, where it is one.
        page: Which page of it.
    """

    operation: str
    name: str
    content: bytes
    media_type: str
    answers: Answers
    survey: Survey | None = None
    sheet: Sheet | None = None
    page: int = 1

    @property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return hashlib.sha256(self.content).hexdigest()

    def plan(self) -> Sheet:
        """Return what the plan is.

        Raises:
            UnreadableSurveyError: It is none.
        """
        if self.sheet is None:
            raise UnreadableSurveyError(NOT_READ)
        return self.sheet

    def picture(self) -> tuple[bytes, str]:
        """Return the plan as an image, and what kind of one.

        Raises:
            UnreadableSurveyError: It is none.
        """
        self.plan()
        return picture_of(self.content, self.media_type, self.page)

    def read(self) -> Survey:
        """Return what it holds.

        Raises:
            UnreadableSurveyError: It is not read to its end.
        """
        if self.survey is None:
            raise UnreadableSurveyError(NOT_READ)
        return self.survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A file, and what was answered about it; ``admitted`` once it was looked at."""

    operation: str
    name: str
    content: bytes
    answers: Answers
    page: int = 1


def bring(
    asked: Asked, reading: Reading, scan: Scanner | None, locale: Locale, progress: Progress
) -> Made:
    """Return a file as it was read, with what its bringer is told of it.

    Raises:
        RefusedError: It is not accepted, or cannot be read; says why.
    """
    progress.tell(0.02, READING)
    admitted = admit(asked.content, asked.name)
    check_readable(admitted)
    if scan is not None:
        scan(asked.content)
    brought = Brought(
        operation=asked.operation,
        name=admitted.name,
        content=asked.content,
        media_type=admitted.kind.media_type,
        answers=asked.answers,
        page=asked.page,
    )
    told = {
        "file": admitted.name,
        "size": len(asked.content),
        "digest": brought.digest,
        "before": _before(reading, brought.digest, locale),
    }
    if brought.media_type in PLANS:
        return _plan(brought, told)
    try:
        survey = survey_of(
            brought.content,
            brought.media_type,
            asked.answers,
            reading.operation.area,
            progress.part(0.05, 0.95),
        )
    except QuestionError as question:
        return Made(said=told | _question(question, locale), kept=brought)
    return Made(
        said=told | _survey(survey, brought.name, locale),
        kept=replace(brought, survey=survey),
    )


def _before(reading: Reading, digest: str, locale: Locale) -> str | None:
    """Return that the same file was imported before, where it was and still counts."""
    for line, fact in attachments(reading.reel):
        if fact.sha256 == digest and line.counts:
            return BEFORE.say(locale, seq=line.entry.seq)
    return None


def _plan(brought: Brought, told: Mapping[str, Any]) -> Made:
    sheet = sheet_of(brought.content, brought.media_type, brought.page)
    said = {
        "what": "plan",
        "pages": sheet.pages,
        "page": brought.page,
        "width": sheet.width,
        "height": sheet.height,
    }
    return Made(said={**told, **said}, kept=replace(brought, sheet=sheet))


def _question(question: QuestionError, locale: Locale) -> dict[str, Any]:
    choices = [{"value": one.value, "label": one.label.say(locale)} for one in question.choices]
    return {
        "what": "question",
        "question": {"code": question.code, "sentence": question.say(locale), "choices": choices},
    }


def _survey(survey: Survey, name: str, locale: Locale) -> dict[str, Any]:
    recipe = proposed(survey, name, DRAWN)
    return {
        "what": "survey",
        "format": survey.format.say(locale),
        "title": survey.title,
        "crs": survey.crs,
        "count": len(survey.features),
        "left_out_count": len(survey.left_out),
        "left_out": [
            {"number": one.number, "name": one.name, "why": one.why.say(locale)}
            for one in survey.left_out[:SHOWN_LEFT_OUT]
        ],
        "notes": [note.say(locale) for note in survey.notes],
        "shapes": dict(Counter(map(shape_of, survey.features))),
        "crossing": sum(feature.crossing is not None for feature in survey.features),
        "columns": [
            {"name": one.name, "count": one.count, "examples": list(one.examples)}
            for one in columns(survey)
        ],
        "recipe": {
            "kind": recipe.kind,
            "name": recipe.name,
            "fields": dict(recipe.fields),
            "status": recipe.status,
        },
    }
