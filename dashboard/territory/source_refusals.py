"""What is wrong with a base map of the settings, in the words of who wrote them."""

from dashboard.text import RefusedError, Text


class BadSourceError(RefusedError):
    """A base map of the settings cannot be shown."""


UNREADABLE = Text(
    fr="VIGIE_BASEMAPS n'est pas lisible : {why}. Attendu : un fichier .toml avec un [[basemap]] "
    "par fond, ou la même liste en JSON.",
    en="VIGIE_BASEMAPS cannot be read: {why}. Expected: a .toml file with one [[basemap]] a map, "
    "or the same list in JSON.",
)
WRONG = Text(
    fr="Le fond de carte « {name} » de VIGIE_BASEMAPS ne peut pas être affiché : {why}",
    en="The base map “{name}” of VIGIE_BASEMAPS cannot be shown: {why}",
)
NO_NAME = Text(fr="il n'a pas de nom (name).", en="it has no name.")
TWICE = Text(fr="un autre porte ce nom.", en="another has that name.")
STRANGE = Text(
    fr="le champ « {field} » est inconnu ; attendu : {known}.",
    en="the field “{field}” is unknown; expected: {known}.",
)
NO_CREDIT = Text(
    fr="il ne dit pas à qui il est (credit), ce qui doit toujours se lire sur la carte.",
    en="it does not say whose it is (credit), which must always be read on the map.",
)
NO_ADDRESS = Text(
    fr="son adresse (address) n'est pas une adresse web, http:// ou https://, sans mot de passe.",
    en="its address is not a web address, http:// or https://, without a password.",
)
UNSAFE = Text(
    fr="son adresse est en http:// ; servie en TLS, la page ne peut rien demander qu'en https://.",
    en="its address is http://; served by TLS, the page can ask for nothing but https://.",
)
MISSING = Text(
    fr="il manque {missing} à son adresse ; attendu, comme https://…/{{z}}/{{x}}/{{y}}.png.",
    en="its address lacks {missing}; expected, as https://…/{{z}}/{{x}}/{{y}}.png.",
)
LEFT = Text(
    fr="son adresse contient « {left} », que rien ne remplira.",
    en="its address holds “{left}”, which nothing will fill in.",
)
NO_LAYER = Text(
    fr="un service {kind} veut le nom de la couche (layer).",
    en="a {kind} service needs the name of the layer.",
)
BAD_KIND = Text(
    fr="« {kind} » n'est pas un service connu (kind) ; attendu : {known}.",
    en="“{kind}” is not a known kind of service; expected: {known}.",
)
BAD_ZOOM = Text(
    fr="ses zooms ({zooms}) ne vont pas de minzoom à maxzoom, entre 0 et 24.",
    en="its zooms ({zooms}) do not go from minzoom to maxzoom, between 0 and 24.",
)
NOT_KNOWN = Text(
    fr="« {known} » n'est pas un fond que Vigie connaît (known) ; il y a : {there}.",
    en="“{known}” is not a map Vigie knows; there are: {there}.",
)


def wrong(name: str, why: Text, **values: object) -> BadSourceError:
    """Return the refusal of a base map, with its reason in both languages."""
    told = Text(fr=WRONG.fr.replace("{why}", why.fr), en=WRONG.en.replace("{why}", why.en))
    return BadSourceError(told, name=name, **values)
