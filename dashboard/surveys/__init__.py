"""Files from elsewhere: read into features on the earth, and made into objects of ours."""

from dashboard.surveys.reading import PLANS, READERS, check_readable, survey_of
from dashboard.surveys.survey import (
    Answers,
    Choice,
    Feature,
    LeftOut,
    QuestionError,
    Said,
    Survey,
    Told,
    UnknownProjectionError,
    UnreadableSurveyError,
)

__all__ = [
    "PLANS",
    "READERS",
    "Answers",
    "Choice",
    "Feature",
    "LeftOut",
    "QuestionError",
    "Said",
    "Survey",
    "Told",
    "UnknownProjectionError",
    "UnreadableSurveyError",
    "check_readable",
    "survey_of",
]
