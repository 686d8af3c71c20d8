"""What axe finds on a page as it stands, by WCAG 2.2 AA and good practice; nothing is allowed."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "dashboard/opsmap/node_modules/axe-core/axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LOOK = """rules => axe.run(document, {
  runOnly: { type: "tag", values: rules }, resultTypes: ["violations"],
})"""


def faults(page: Page) -> list[str]:
    """Return what axe finds wrong, one sentence each; nothing is the only good answer."""
    # Not through a script element, which the page's own policy refuses.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(LOOK, list(RULES))["violations"]
    return [
        f"{fault['id']}: {fault['help']} — {node['target']} {node['html'][:160]}"
        for fault in found
        for node in fault["nodes"]
    ]
