"""Where a form says, in a sentence, why something was not done."""

from dash import html

from dashboard.text import Locale, Text

SIGN_IN = Text(fr="Se reconnecter (autre onglet)", en="Sign in again (another tab)")


def refusal(name: str) -> html.Div:
    """Return the place of a refusal, hidden until there is one; read out when it comes."""
    return html.Div(id=name, className="refusal hidden", role="alert")


def sign_in_again(name: str, locale: Locale) -> html.A:
    """Return the way back in for whoever is signed out while writing, hidden until then."""
    return html.A(
        SIGN_IN.say(locale), id=name, href="/sign-in", target="_blank", className="again hidden"
    )
