"""The controls of the film: its two marks, its loop, its dead time; its remarks, and its export."""

import dash_mantine_components as dmc
from dash import html

from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.measuring import panel_head

REPLAY = Text(fr="Revoir", en="Replay")
CONTROLS = Text(fr="Commandes du film", en="Controls of the film")
FROM = Text(fr="Repère A", en="Mark A")
TO = Text(fr="Repère B", en="Mark B")
HERE = Text(fr="ici", en="here")
FROM_HERE = Text(fr="Repère A ici, à l'instant affiché", en="Mark A here, at the instant shown")
TO_HERE = Text(fr="Repère B ici, à l'instant affiché", en="Mark B here, at the instant shown")
LOOP = Text(fr="En boucle", en="Loop")
SKIP = Text(fr="Sans temps morts de plus de", en="Skip dead time over")
MINUTES = Text(fr="Durée d'un temps mort", en="How long a dead time is")
REMARK = Text(fr="Annoter", en="Remark")
REMARKS = Text(fr="Remarques", en="Remarks")
CLOSE = Text(fr="Fermer les remarques", en="Close the remarks")
FILM = Text(fr="Film…", en="Film…")
FILM_TITLE = Text(fr="Exporter le film", en="Export the film")
QUIET = (2, 5, 10, 30, 60)
"""Minutes without anything that may be chosen to be passed over."""

WORDS = {
    "mark_a": FROM,
    "mark_b": TO,
    "marks_order": Text(fr="Le repère B vient après le repère A.", en="Mark B comes after mark A."),
    "marks_missing": Text(fr="Poser d'abord les repères A et B.", en="Set marks A and B first."),
    "dead_time": Text(fr="temps mort : {duration}", en="dead time: {duration}"),
    "skipped": Text(fr="{duration} sans rien : passé", en="{duration} of nothing: skipped"),
    "remark_new": Text(fr="Nouvelle remarque", en="New remark"),
    "remark_change": Text(fr="Corriger la remarque", en="Correct the remark"),
    "remark_text": Text(fr="Remarque", en="Remark"),
    "remark_category": Text(fr="Nature", en="Kind"),
    "remark_mark": Text(fr="Repère", en="Mark"),
    "remark_kept": Text(fr="À conserver", en="To keep"),
    "remark_improved": Text(fr="À améliorer", en="To improve"),
    "remark_question": Text(fr="Question", en="Question"),
    "remark_at": Text(fr="Instant", en="Instant"),
    "remark_until": Text(fr="Jusqu'à (facultatif)", en="Until (optional)"),
    "remark_point": Text(fr="Lieu sur la carte", en="Place on the map"),
    "remark_pointing": Text(fr="Cliquer le lieu…", en="Click the place…"),
    "remark_placed": Text(fr="Lieu choisi ✓", en="Place chosen ✓"),
    "remark_no_place": Text(fr="Sans lieu", en="No place"),
    "remark_save": Text(fr="Garder la remarque", en="Keep the remark"),
    "remark_cancel": Text(fr="Annuler", en="Cancel"),
    "remark_correct": Text(fr="Corriger", en="Correct"),
    "remark_withdraw": Text(fr="Retirer", en="Withdraw"),
    "remark_by": Text(fr="{author}, le {time}", en="{author}, on {time}"),
    "remark_before": Text(fr="{count} version(s) d'avant", en="{count} earlier version(s)"),
    "remark_nothing": Text(
        fr="Aucune remarque encore. « Annoter » (touche M) en pose une à l'instant affiché ; elle "
        "n'est lue que par votre organisme et n'entre pas dans la main courante.",
        en="No remark yet. “Remark” (key M) puts one at the instant shown; only your organisation "
        "reads it, and it is not in the log.",
    ),
    "remark_hint": Text(
        fr="Lues par votre organisme seul, hors de la main courante.",
        en="Read by your organisation alone, apart from the log.",
    ),
    "remark_lost": Text(
        fr="La remarque n'est pas gardée : le serveur ne répond pas. Le texte reste ici ; "
        "recommencer.",
        en="The remark is not kept: the server does not answer. The text stays here; try again.",
    ),
    "remark_time": Text(
        fr="Choisir la date et l'heure de la remarque.",
        en="Choose the date and time of the remark.",
    ),
    "remarks_file": Text(fr="Emporter les remarques (JSON)", en="Take the remarks away (JSON)"),
    "journal_file": Text(fr="Emporter la main courante (JSON)", en="Take the log away (JSON)"),
    "remarks_count": Text(fr="Remarques ({count})", en="Remarks ({count})"),
    "film_from": Text(fr="Du", en="From"),
    "film_to": Text(fr="Au", en="To"),
    "film_speed": Text(fr="Vitesse", en="Speed"),
    "film_size": Text(fr="Taille", en="Size"),
    "film_rate": Text(fr="Images par seconde", en="Frames per second"),
    "film_format": Text(fr="Format", en="Format"),
    "film_log": Text(fr="Légendes : la main courante", en="Captions: the log"),
    "film_remarks": Text(fr="Légendes : les remarques", en="Captions: the remarks"),
    "film_skip": Text(fr="Passer les temps morts", en="Skip dead time"),
    "film_make": Text(fr="Faire le film", en="Make the film"),
    "film_stop": Text(fr="Arrêter", en="Stop"),
    "film_length": Text(
        fr="Le film durera {length} ({frames} images), environ {size}.",
        en="The film will last {length} ({frames} frames), about {size}.",
    ),
    "film_own": Text(
        fr="Il montre ce que vous voyez : vos couches, votre cadrage, vos droits, cette façon de "
        "voir. Le revoir avant de le donner.",
        en="It shows what you see: your layers, your view, your rights, this way of seeing. "
        "Watch it before you give it away.",
    ),
    "film_too_long": Text(
        fr="Le film durerait {length}, {most} au plus : choisir une vitesse plus grande, ou une "
        "durée plus courte.",
        en="The film would last {length}, {most} at most: choose a greater speed, or less time.",
    ),
    "film_empty": Text(
        fr="La fin du film vient après son début : choisir les deux heures.",
        en="The end of the film comes after its beginning: choose both times.",
    ),
    "film_cannot": Text(
        fr="Ce navigateur ne sait pas écrire de film. Un Chrome, un Edge ou un Firefox récent le "
        "sait, ou un Safari 16.4 ; et il faut ouvrir Vigie en https, ou sur cette machine.",
        en="This browser cannot write a film. A recent Chrome, Edge or Firefox can, or Safari "
        "16.4; and Vigie has to be opened by https, or on this machine.",
    ),
    "film_looking": Text(
        fr="Le film se fait avec vos propres yeux : revenir à « nous » d'abord.",
        en="The film is made with your own eyes: go back to “us” first.",
    ),
    "film_making": Text(
        fr="Image {done} sur {all} · {time} · reste {left}",
        en="Frame {done} of {all} · {time} · {left} left",
    ),
    "film_preparing": Text(fr="La carte se prépare…", en="The map gets ready…"),
    "film_covered": Text(
        fr="Pendant ce temps la carte sert au film ; la page revient ensuite telle qu'elle était.",
        en="Meanwhile the map serves the film; the page then comes back as it was.",
    ),
    "film_done": Text(fr="Film fait : {length}, {size}.", en="Film made: {length}, {size}."),
    "film_stopped": Text(fr="Arrêté : aucun film n'est gardé.", en="Stopped: no film is kept."),
    "film_failed": Text(
        fr="Le film n'a pas pu être écrit ({why}). Essayer l'autre format, ou une taille plus "
        "petite.",
        en="The film could not be written ({why}). Try the other format, or a smaller size.",
    ),
    "film_save": Text(fr="Enregistrer le film", en="Save the film"),
    "film_exercise": Text(fr="EXERCICE", en="EXERCISE"),
    "film_so": Text(fr="Ce qui était", en="What was so"),
    "film_believed": Text(fr="Ce qu'on croyait alors", en="What was believed then"),
    "film_pair": Text(fr="Connu à {time}", en="Known at {time}"),
}


def replay(locale: Locale) -> html.Div:
    """Return the controls, folded until they are asked for."""
    return html.Div(
        [
            html.Div(
                [
                    _instant(ids.LOOP_FROM, FROM, ids.LOOP_FROM_HERE, FROM_HERE, locale),
                    _instant(ids.LOOP_TO, TO, ids.LOOP_TO_HERE, TO_HERE, locale),
                    dmc.Checkbox(id=ids.LOOP, label=LOOP.say(locale), size="xs", checked=False),
                ],
                className="replay-group",
            ),
            html.Div(
                [
                    dmc.Checkbox(id=ids.SKIP, label=SKIP.say(locale), size="xs", checked=False),
                    dmc.Select(
                        id=ids.SKIP_MINUTES,
                        data=[{"value": str(m), "label": f"{m} min"} for m in QUIET],
                        value="10",
                        size="xs",
                        w=88,
                        allowDeselect=False,
                        comboboxProps={"position": "top"},
                        **aria(label=MINUTES.say(locale)),
                    ),
                ],
                className="replay-group",
            ),
            html.Div(
                [
                    _button(ids.REMARK_NEW, REMARK, locale),
                    _button(ids.REMARKS, REMARKS, locale),
                    _button(ids.FILM, FILM, locale),
                ],
                className="replay-group",
            ),
            html.P(id=ids.REPLAY_SAID, className="replay-said hint", role="status"),
        ],
        id=ids.REPLAY,
        className="replay hidden",
        role="group",
        **aria(label=CONTROLS.say(locale)),
    )


def remarks_panel(locale: Locale) -> html.Section:
    """Return the panel of remarks, hidden until it is asked for; the page fills it."""
    return html.Section(
        [
            panel_head(
                ids.REMARKS_TITLE, ids.REMARKS_CLOSE, CLOSE, locale, said=REMARKS.say(locale)
            ),
            html.Div(id=ids.REMARKS_BODY),
        ],
        id=ids.REMARKS_PANEL,
        className="panel remarks hidden",
        **aria(labelledby=ids.REMARKS_TITLE),
    )


def film_dialog(locale: Locale) -> dmc.Modal:
    """Return the dialog that makes a film, closed; the page fills it."""
    return dmc.Modal(
        html.Div(id=ids.FILM_BODY, className="film"),
        id=ids.FILM_DIALOG,
        title=FILM_TITLE.say(locale),
        opened=False,
        keepMounted=True,
        size="lg",
    )


def _instant(name: str, label: Text, here: str, said: Text, locale: Locale) -> html.Div:
    """Return an instant that is typed, or set to the one shown."""
    return html.Div(
        [
            dmc.TextInput(id=name, label=label.say(locale), value="", size="xs", debounce=300),
            dmc.Button(
                HERE.say(locale),
                id=here,
                size="compact-xs",
                variant="default",
                **aria(label=said.say(locale)),
            ),
        ],
        className="instant-of",
    )


def _button(name: str, label: Text, locale: Locale) -> dmc.Button:
    return dmc.Button(label.say(locale), id=name, size="compact-sm", variant="default")
