"""Where a form says, in a sentence, why something was not done."""

from dash import html


def refusal(name: str) -> html.Div:
    """Return the place of a refusal, hidden until there is one; read out when it comes."""
    return html.Div(id=name, className="refusal hidden", role="alert")
