"""What there is to look at in a roster, as sentences: one a line, with team, place and minutes.

The page fills the very same sentences from the reel it holds; they are handed to it with their
{places}.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo

from dashboard.planning.shifts import Customs, Finding
from dashboard.review.differences import delay_told
from dashboard.review.values import moment
from dashboard.text import Locale, Text

FINDINGS: Mapping[str, Text] = {
    "double": Text(
        fr="{team} : affectée deux fois, {place} et {to_place}, pendant {delay} (de {start} à "
        "{end})",
        en="{team}: assigned twice, {place} and {to_place}, for {delay} (from {start} to {end})",
    ),
    "uncovered": Text(
        fr="{place} : personne pendant {delay} (de {start} à {end})",
        en="{place}: nobody for {delay} (from {start} to {end})",
    ),
    "short": Text(
        fr="{place} : {teams} équipe sur {needed} pendant {delay} (de {start} à {end})",
        en="{place}: {teams} of {needed} teams for {delay} (from {start} to {end})",
    ),
    "handover": Text(
        fr="{place} : {team} part à {end}, {other} y est depuis {delay} (demandé : {needed})",
        en="{place}: {team} leaves at {end}, {other} came {delay} before (asked for: {needed})",
    ),
    "no_handover": Text(
        fr="{place} : {team} part à {end} quand {other} arrive, sans relève (demandé : {needed})",
        en="{place}: {team} leaves at {end} as {other} comes, with no hand-over (asked for: "
        "{needed})",
    ),
    "travel": Text(
        fr="{team} : {delay} de trop peu pour aller de {place} à {to_place} (estimé : {needed})",
        en="{team}: {delay} too short to go from {place} to {to_place} (estimated: {needed})",
    ),
    "duty": Text(
        fr="{team} : {delay} sans pause de {rest}, de {start} à {end} (réglage : {needed})",
        en="{team}: {delay} without a break of {rest}, from {start} to {end} (setting: {needed})",
    ),
    "outside": Text(
        fr="{team} : {delay} en dehors de l'opération (de {start} à {end})",
        en="{team}: {delay} outside the operation (from {start} to {end})",
    ),
}
UNSCHEDULED = Text(
    fr="{name} : sans heures ou sans équipe, n'est pas comptée",
    en="{name}: without hours or without a team, is not counted",
)
NO_PLACE = Text(fr="sans lieu", en="no place")


def sentence_of(finding: Finding) -> str:
    """Return the key of the sentence that tells it."""
    if finding.matter == "uncovered" and finding.teams:
        return "short"
    if finding.matter == "handover" and not finding.minutes:
        return "no_handover"
    return finding.matter


def finding_told(
    finding: Finding, name: Callable[[str], str], day: datetime, locale: Locale, zone: tzinfo
) -> str:
    """Return what there is to look at, in one sentence.

    Args:
        finding: What was found.
        name: What an object is called.
        day: Hours of its day are told without their date.
        locale: The reader's language.
        zone: The operation's time zone.
    """

    def called(object_id: str | None) -> str:
        return name(object_id) if object_id else NO_PLACE.say(locale)

    matter = finding.matter
    needed = Customs().duty_min if matter == "duty" else finding.needed
    return FINDINGS[sentence_of(finding)].say(
        locale,
        team=called(finding.team),
        other=called(finding.other),
        place=called(finding.place),
        to_place=called(finding.to_place),
        delay=delay_told(finding.minutes, locale),
        start=moment(finding.starts_at, day, locale, zone),
        end=moment(finding.ends_at, day, locale, zone),
        teams=finding.teams,
        needed=finding.needed if matter == "uncovered" else delay_told(needed, locale),
        rest=delay_told(Customs().break_min, locale),
    )
