"""The dialog of imports, its steps' words, and the panel where a site plan is placed."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.layers import LAYERS, ObjectLayer
from dashboard.text import Locale, Text
from dashboard.views import ids
from dashboard.views.aria import aria
from dashboard.views.refusal import refusal

TITLE = Text(fr="Importer un fichier", en="Import a file")
PLACE = Text(fr="Placer le plan de site", en="Place the site plan")

WORDS = {
    "drop": Text(
        fr="Déposer un fichier ici, ou cliquer pour le choisir",
        en="Drop a file here, or click to choose it",
    ),
    "kinds": Text(
        fr="Lieux : GeoJSON, KML, KMZ, GPX, GeoPackage, Shapefile (en ZIP). Plan de site : PNG, "
        "JPEG, PDF. Rien n'est enregistré avant la dernière étape.",
        en="Places: GeoJSON, KML, KMZ, GPX, GeoPackage, Shapefile (as a ZIP). Site plan: PNG, "
        "JPEG, PDF. Nothing is recorded before the last step.",
    ),
    "service": Text(fr="Ou une couche d'un service de cartes (WMS)", en="Or a map service (WMS)"),
    "address": Text(fr="Adresse du service", en="Address of the service"),
    "service_layer": Text(fr="Nom de la couche", en="Name of the layer"),
    "origins": Text(fr="Services permis : {origins}", en="Services allowed: {origins}"),
    "other_origin": Text(
        fr="Ce service n'est pas permis ici : {origins}. Un administrateur peut l'ajouter "
        "(VIGIE_MAP_SERVERS).",
        en="This service is not allowed here: {origins}. An administrator can add it "
        "(VIGIE_MAP_SERVERS).",
    ),
    "layer_missing": Text(fr="Écrire le nom de la couche.", en="Write the name of the layer."),
    "no_area": Text(
        fr="Regarder d'abord la carte là où la couche doit se voir.",
        en="First look at the map where the layer is to be seen.",
    ),
    "add_service": Text(fr="Ajouter la couche", en="Add the layer"),
    "another": Text(fr="Autre fichier", en="Another file"),
    "go_on": Text(fr="Continuer", en="Continue"),
    "found": Text(
        fr="{format}, {crs}. Objets lus : {count} ; laissés de côté : {left}.",
        en="{format}, {crs}. Features read: {count}; left out: {left}.",
    ),
    "becomes": Text(fr="Ce qu'il devient", en="What it becomes"),
    "objects": Text(
        fr="Des objets de l'opération, un par un dans la main courante",
        en="Objects of the operation, one by one in the log",
    ),
    "reference": Text(
        fr="Une couche de référence, à regarder sous les objets",
        en="A reference layer, to be looked at under the objects",
    ),
    "kind": Text(fr="Couche", en="Layer"),
    "by": Text(fr="Ou selon la propriété", en="Or by the property"),
    "one_for_all": Text(fr="(une seule couche pour tous)", en="(one layer for all)"),
    "leave_out": Text(fr="(laisser de côté)", en="(leave out)"),
    "name": Text(fr="Nom donné par", en="Named by"),
    "no_name": Text(fr="(leur numéro)", en="(their number)"),
    "status": Text(fr="État", en="Status"),
    "properties": Text(fr="Propriétés", en="Properties"),
    "property": Text(fr="Propriété", en="Property"),
    "examples": Text(fr="Exemples", en="Examples"),
    "goes_to": Text(fr="Devient", en="Becomes"),
    "own_name": Text(fr="(gardée sous son nom)", en="(kept under its name)"),
    "not_kept": Text(fr="(pas gardée)", en="(not kept)"),
    "mend": Text(
        fr="Corriger les contours qui se croisent ({count} ; sinon laissés de côté)",
        en="Mend the outlines that cross themselves ({count}; else left out)",
    ),
    "centre": Text(
        fr="Remplacer lignes et zones par un point, si la couche n'en prend que",
        en="Replace lines and areas by a point, where the layer takes only points",
    ),
    "readers": Text(fr="Qui peut les lire", en="Who may read them"),
    "everybody": Text(fr="tous ceux qui lisent l'opération", en="whoever reads the operation"),
    "own": Text(fr="mon organisme", en="my organisation"),
    "some": Text(fr="mon organisme et certains autres…", en="my organisation and some others…"),
    "which": Text(fr="Lesquels", en="Which ones"),
    "nobody_else": Text(
        fr="Aucun autre organisme n'a accès à cette opération.",
        en="No other organisation has access to this operation.",
    ),
    "preview": Text(fr="Aperçu", en="Preview"),
    "will_be": Text(fr="Seront enregistrés : {kinds}.", en="Will be recorded: {kinds}."),
    "nothing": Text(fr="Rien ne sera enregistré.", en="Nothing will be recorded."),
    "mended": Text(fr="Contours corrigés : {count}.", en="Outlines mended: {count}."),
    "centred": Text(fr="Devenus des points : {count}.", en="Become points: {count}."),
    "misfit": Text(
        fr="« {property} » : ne va pas dans le champ, gardé à côté ({count} fois ; « {example} »).",
        en="“{property}”: does not fit the field, kept beside it ({count} times; “{example}”).",
    ),
    "first_rows": Text(fr="Les premiers", en="The first ones"),
    "left_out": Text(fr="Laissés de côté ({count})", en="Left out ({count})"),
    "number": Text(fr="N°", en="No."),
    "called": Text(fr="Nom", en="Name"),
    "why": Text(fr="Pourquoi", en="Why"),
    "values": Text(fr="Valeurs", en="Values"),
    "download": Text(fr="Télécharger la liste (CSV)", en="Download the list (CSV)"),
    "see": Text(fr="Voir sur la carte", en="See on the map"),
    "ghost": Text(
        fr="Aperçu, pas encore enregistré (objets : {count})",
        en="Preview, not recorded yet (objects: {count})",
    ),
    "back": Text(fr="Revenir à l'import", en="Back to the import"),
    "revise": Text(fr="Modifier les choix", en="Change the choices"),
    "sure": Text(fr="C'est voulu ({count})", en="It is meant ({count})"),
    "record": Text(fr="Enregistrer", en="Record"),
    "done": Text(
        fr="Enregistré. Objets : {made} ; entrées n° {first} à {last} ; fichier joint.",
        en="Recorded. Objects: {made}; entries no. {first} to {last}; file attached.",
    ),
    "close": Text(fr="Fermer", en="Close"),
    "title": Text(fr="Nom", en="Name"),
    "credit": Text(fr="Crédit (source, licence)", en="Credit (source, licence)"),
    "colour": Text(fr="Couleur", en="Colour"),
    "page": Text(fr="Page", en="Page"),
    "place": Text(fr="Placer sur la carte", en="Place on the map"),
    "plan_found": Text(
        fr="Plan de {width} × {height} pixels. On le place par trois points que l'on reconnaît sur "
        "le plan et sur la carte, aussi éloignés que possible.",
        en="A plan of {width} × {height} pixels. It is placed by three points one knows on the "
        "plan and on the map, as far apart as can be.",
    ),
    "point_plan": Text(
        fr="Point {number} : cliquer sur le plan.", en="Point {number}: click on the plan."
    ),
    "point_map": Text(
        fr="Point {number} : cliquer le même lieu sur la carte, ou écrire sa longitude et sa "
        "latitude.",
        en="Point {number}: click the same place on the map, or type its longitude and latitude.",
    ),
    "lon": Text(fr="Longitude", en="Longitude"),
    "lat": Text(fr="Latitude", en="Latitude"),
    "take": Text(fr="Prendre", en="Take"),
    "undo": Text(fr="Refaire le dernier point", en="Redo the last point"),
    "more": Text(
        fr="Un quatrième point dit à combien près les trois premiers sont justes.",
        en="A fourth point says how well the first three agree.",
    ),
    "cancel": Text(fr="Abandonner", en="Give up"),
    "plan": Text(fr="Plan", en="Plan"),
    "underlays": Text(fr="Sous les objets", en="Under the objects"),
    "opacity": Text(fr="Opacité de « {name} »", en="Opacity of “{name}”"),
    "sending": Text(fr="Envoi du fichier…", en="Sending the file…"),
    "at_now": Text(fr="Enregistré à l'heure de maintenant.", en="Recorded at the present hour."),
    "at_then": Text(
        fr="Enregistré à l'instant affiché, le {time}.", en="Recorded at the instant shown, {time}."
    ),
    "unread": Text(
        fr="Non enregistré : le serveur ne répond pas. Recommencer ne doublera rien.",
        en="Not recorded: the server does not answer. Trying again will double nothing.",
    ),
}


def import_dialog(locale: Locale) -> dmc.Modal:
    """Return the dialog, closed; the page makes its steps."""
    return dmc.Modal(
        [
            html.Div(id=ids.IMPORT_FIELD),
            html.Div(id=ids.IMPORT_STEPS, className="import-steps"),
            html.Div(id=ids.IMPORT_PROGRESS),
            refusal(ids.IMPORT_REFUSAL),
        ],
        id=ids.IMPORT_DIALOG,
        title=TITLE.say(locale),
        opened=False,
        keepMounted=True,
        size="xl",
    )


def laying_panel(locale: Locale) -> html.Section:
    """Return where the points of a plan are chosen, hidden."""
    return html.Section(id=ids.LAYING, className="laying hidden", **aria(label=PLACE.say(locale)))


def importing(locale: Locale, origins: Sequence[str]) -> dict[str, Any]:
    """Return what the page needs to import: its words, the layers, the map services allowed."""
    return {
        "words": {key: text.say(locale) for key, text in WORDS.items()},
        "kinds": [_kind(layer, locale) for layer in reversed(LAYERS)],
        "origins": list(origins),
    }


def _kind(layer: ObjectLayer, locale: Locale) -> dict[str, Any]:
    return {
        "key": layer.key,
        "label": layer.label.say(locale),
        "statuses": {key: status.label.say(locale) for key, status in layer.statuses.items()},
        "fields": {
            key: field.label.say(locale)
            for key, field in layer.fields.items()
            if key != "name" and not field.aside
        },
    }
