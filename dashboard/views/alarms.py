"""Alarms: the line over the page while one waits, and the dialog that lists them and sets rules."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.alarms import MOST_MINUTES
from dashboard.review.alarming import WATCHES
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.refusal import refusal
from dashboard.views.rights import said

TITLE = Text(fr="Alarmes", en="Alarms")
SOUND = Text(fr="Un son discret sur ce poste", en="A quiet sound on this screen")
SHOW = Text(fr="Montrer", en="Show")
WELL = Text(fr="Tout va bien", en="All well")
ACKNOWLEDGE = Text(fr="Lu et compris", en="Read and understood")
RULES = Text(fr="Ce qui est surveillé", en="What is watched for")
ADD = Text(fr="Surveiller aussi", en="Watch for this, too")
WATCH = Text(fr="Donner l'alarme pour", en="Ring for a")
ZONES = Text(fr="Zones", en="Zones")
TEAMS = Text(fr="Équipes (toutes si vide)", en="Teams (all if empty)")
MINUTES = Text(fr="Après (minutes)", en="After (minutes)")
CONFIRM = Text(fr="Enregistrer la règle", en="Record the rule")
NEW = Text(fr="Vider le formulaire", en="Empty the form")

LABELS = {
    key: Text(fr=text.fr[0].upper() + text.fr[1:], en=text.en[0].upper() + text.en[1:])
    for key, text in WATCHES.items()
}

WORDS = {
    "alarm_one": Text(fr="1 alarme", en="1 alarm"),
    "alarm_many": Text(fr="{count} alarmes", en="{count} alarms"),
    "alarm_badge": Text(
        fr="{count} : personne n'en a accusé lecture", en="{count}: nobody has acknowledged"
    ),
    "alarm_others": Text(fr="{said} — et {count} de plus", en="{said} — and {count} more"),
    "alarms_no_other": Text(
        fr="Aucune autre alarme à cet instant.", en="No other alarm at this instant."
    ),
    "alarms_none": Text(fr="Aucune alarme à cet instant.", en="No alarm at this instant."),
    "alarms_at": Text(fr="À l'instant affiché, {time}", en="At the instant shown, {time}"),
    "alarms_waiting": Text(fr="À acquitter maintenant", en="To be acknowledged now"),
    "alarm": Text(fr="Alarme", en="Alarm"),
    "alarm_state": Text(fr="Suite", en="What followed"),
    "alarm_unread": Text(fr="personne ne l'a acquittée", en="nobody acknowledged it"),
    "alarm_over": Text(fr="terminée à {time}", en="over at {time}"),
    "alarm_on": Text(fr="en cours", en="going on"),
    "alarm_show": SHOW,
    "alarm_well": WELL,
    "alarm_well_said": Text(
        fr="Contact pris avec « {name} » : tout va bien.",
        en="“{name}” was called: all is well.",
    ),
    "alarm_ringing": Text(fr="alarme non acquittée", en="alarm not acknowledged"),
    "rules_none": Text(
        fr="Rien n'est surveillé : aucune alarme ne sera donnée.",
        en="Nothing is watched for: no alarm will ring.",
    ),
    "rule_watch": Text(fr="Alarme", en="Alarm"),
    "rule_teams": Text(fr="Équipes", en="Teams"),
    "rule_after": Text(fr="Après", en="After"),
    "rule_set_by": Text(fr="Réglée par", en="Set by"),
    "rule_all": Text(fr="toutes", en="all"),
    "rule_at_once": Text(fr="aussitôt", en="at once"),
    "rule_minutes": Text(fr="{count} min", en="{count} min"),
    "rule_stop": Text(fr="Arrêter", en="Turn off"),
    "rule_new": ADD,
    "rule_change": Text(fr="Changer cette règle", en="Change this rule"),
    "kept_days": Text(
        fr="Gardées {days} jours (fixé par {by}).", en="Kept for {days} days (set by {by})."
    ),
    "kept_for_good": Text(
        fr="Gardées sans limite : personne n'a fixé de durée.",
        en="Kept for good: nobody has set how long.",
    ),
    "says_inside": Text(
        fr="Sonne quand une équipe est dans une de ces zones, aussi si elle y est déjà.",
        en="Rings when a team is in one of these zones, also if it is there already.",
    ),
    "says_left": Text(
        fr="Sonne quand une équipe qui était dans une de ces zones en sort.",
        en="Rings when a team that was in one of these zones leaves it.",
    ),
    "says_outside": Text(
        fr="Sonne tant qu'une équipe est hors de toutes ces zones : son secteur.",
        en="Rings while a team is outside all of these zones: its sector.",
    ),
    "says_silent": Text(
        fr="Sonne quand la balise d'une équipe de sortie ne dit plus rien depuis ce temps.",
        en="Rings when the tracker of a team that is out has said nothing for so long.",
    ),
    "says_still": Text(
        fr="Sonne quand une équipe partie ou en transport ne bouge plus depuis ce temps.",
        en="Rings when a team en route or transporting has not moved for so long.",
    ),
    "says_unheard": Text(
        fr="Sonne quand rien n'est su depuis ce temps d'une équipe sur les lieux : ni mouvement, "
        "ni état, ni entrée qui la nomme.",
        en="Rings when nothing is known for so long of a team on scene: no movement, no status, "
        "no entry that names it.",
    ),
    **{f"watch_{key}": text for key, text in LABELS.items()},
}


def alarm_banner(locale: Locale) -> html.Div:
    """Return the line of the newest alarm nobody acknowledged, hidden while there is none."""
    return html.Div(
        [
            html.Span(id=ids.ALARM_SAID, role="alert"),
            html.Span(
                [
                    _button(ids.ALARM_SHOW, SHOW, locale),
                    _button(ids.ALARM_WELL, WELL, locale),
                    _button(ids.ALARM_ACKNOWLEDGE, ACKNOWLEDGE, locale),
                ],
                className="alarm-does",
            ),
            refusal(ids.ALARM_REFUSAL),
        ],
        id=ids.ALARM_BANNER,
        className="alarm-banner hidden",
    )


def alarms_dialog(locale: Locale) -> dmc.Modal:
    """Return the dialog, closed; the page writes its lists from the reel it holds."""
    return dmc.Modal(
        [
            html.Div(id=ids.ALARMS_LIST, className="listed"),
            dmc.Switch(id=ids.ALARMS_SOUND, label=SOUND.say(locale), size="sm", mt="sm"),
            html.H3(RULES.say(locale)),
            html.Div(id=ids.RULES_LIST, className="listed"),
            html.Div(_form(locale), className="form"),
        ],
        id=ids.ALARMS_DIALOG,
        title=TITLE.say(locale),
        opened=False,
        keepMounted=True,
        size="xl",
    )


def _form(locale: Locale) -> list[Component]:
    return [
        html.H3(ADD.say(locale), id=ids.RULE_TITLE),
        html.Div(
            [
                dmc.Select(
                    id=ids.RULE_WATCH,
                    label=WATCH.say(locale),
                    data=[{"value": k, "label": text} for k, text in said(LABELS, locale).items()],
                    value="inside",
                    allowDeselect=False,
                    size="sm",
                ),
                dmc.NumberInput(
                    id=ids.RULE_MINUTES,
                    label=MINUTES.say(locale),
                    value=0,
                    min=0,
                    max=MOST_MINUTES,
                    allowDecimal=False,
                    size="sm",
                ),
            ],
            className="row",
        ),
        html.P(id=ids.RULE_SAYS, className="hint"),
        dmc.MultiSelect(
            id=ids.RULE_ZONES,
            label=ZONES.say(locale),
            data=[],
            value=[],
            searchable=True,
            size="sm",
        ),
        dmc.MultiSelect(
            id=ids.RULE_TEAMS,
            label=TEAMS.say(locale),
            data=[],
            value=[],
            searchable=True,
            size="sm",
        ),
        refusal(ids.RULE_REFUSAL),
        html.Div(
            [
                dmc.Button(CONFIRM.say(locale), id=ids.RULE_CONFIRM, size="sm"),
                dmc.Button(NEW.say(locale), id=ids.RULE_NEW, size="sm", variant="subtle"),
            ],
            className="actions",
        ),
    ]


def _button(name: str, label: Text, locale: Locale) -> dmc.Button:
    return dmc.Button(label.say(locale), id=name, size="compact-sm", variant="white")
