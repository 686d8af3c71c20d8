"""The API's documentation on one page, from its own schema: no script, nothing from elsewhere."""

import json
from html import escape
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.responses import HTMLResponse

STYLE = """
:root { color-scheme: light dark; background: Canvas; font: 1rem/1.5 system-ui, sans-serif }
a { color: light-dark(#0b57a4, #8ab8ff) }
body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
code, pre { font-family: ui-monospace, monospace; font-size: .9em }
pre { overflow-x: auto; padding: .8rem; border: 1px solid #8885; border-radius: .3rem }
h2 { margin-top: 3rem; border-bottom: 1px solid #8885 }
td, th { text-align: left; vertical-align: top; padding: .15rem 1rem .15rem 0 }
.method { font-weight: 700; margin-right: .5rem }
"""

Schema = dict[str, Any]


def docs_routes(api: FastAPI) -> APIRouter:
    """Return the route of the documentation of ``api``."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    def docs() -> HTMLResponse:
        return HTMLResponse(docs_page(api.openapi()))

    return router


def docs_page(schema: Schema) -> str:
    """Return the page that documents an OpenAPI ``schema``."""
    about = schema["info"]
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f"<title>{escape(about['title'])} API</title><style>{STYLE}</style></head><body><main>",
        f"<h1>{escape(about['title'])} API {escape(about['version'])}</h1>",
        f"<p>{escape(about['description'])}</p>",
        '<p>For programs: <a href="/openapi.json">openapi.json</a>.</p>',
    ]
    for path, methods in schema["paths"].items():
        for method, route in methods.items():
            parts += _route(path, method, route, schema)
    return "".join([*parts, "</main></body></html>"])


def _route(path: str, method: str, route: Schema, schema: Schema) -> list[str]:
    parts = [
        f'<h2><span class="method">{method.upper()}</span><code>{escape(path)}</code></h2>',
        f"<p>{escape(str(route.get('description') or route['summary']))}</p>",
    ]
    asked = [
        (p["name"], p["in"], str(p.get("description") or p["schema"].get("description", "")))
        for p in route.get("parameters", [])
    ]
    if asked:
        parts += [
            "<table><tr><th>parameter</th><th>in</th><th>meaning</th></tr>",
            *map(_row, asked),
        ]
        parts.append("</table>")
    for media_type, body in route.get("requestBody", {}).get("content", {}).items():
        parts.append(f"<p>Body: <code>{escape(media_type)}</code></p>")
        if "$ref" in body["schema"]:
            parts += _model(body["schema"], schema)
    answers = [
        (status, "", answer.get("description", "")) for status, answer in route["responses"].items()
    ]
    return [*parts, "<table><tr><th>answer</th></tr>", *map(_row, answers), "</table>"]


def _model(model: Schema, schema: Schema) -> list[str]:
    """Return the fields of a body, then an example of it."""
    named = schema["components"]["schemas"][model["$ref"].rsplit("/", 1)[1]]
    fields, example = [], {}
    for name, field in named["properties"].items():
        wanted = "required" if name in named.get("required", []) else ""
        kinds = " | ".join(map(str, field.get("enum", [])))
        fields.append((name, wanted, field.get("description") or kinds))
        if field.get("examples"):
            example[name] = field["examples"][0]
    shown = json.dumps(example, indent=2, ensure_ascii=False)
    return ["<table>", *map(_row, fields), "</table>", f'<pre tabindex="0">{escape(shown)}</pre>']


def _row(cells: tuple[str, ...]) -> str:
    first, *others = cells
    told = "".join(f"<td>{escape(str(cell))}</td>" for cell in others)
    return f"<tr><td><code>{escape(str(first))}</code></td>{told}</tr>"
