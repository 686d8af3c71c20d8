"""What a reader does and sees on the page, in words the stories use."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

ROUEN = "?operation=lubrizol-2019"


def until(page: Page, holds: str, *, seconds: float = 60) -> None:
    """Wait until a JavaScript expression holds; asked from here, as the page forbids eval."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(f"Boolean({holds})"):
        assert time.monotonic() < deadline, f"it never held: {holds}"
        page.wait_for_timeout(50)


def comes(page: Page, holds: Callable[[], object], *, seconds: float = 60) -> None:
    """Wait until what is read off the page is as wanted."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came"
        page.wait_for_timeout(50)


def numbers(page: Page) -> list[int]:
    """Return the numbers of the entries the log shows, from the top; those on screen."""
    cells = page.locator("[col-id=seq] .cell-number").all_inner_texts()
    return [int(cell) for cell in cells]


def log_comes_to(page: Page, holds: Callable[[list[int]], bool], *, seconds: float = 60) -> None:
    """Wait until the numbers on screen are as wanted: the log follows the clock, a little later."""
    deadline = time.monotonic() + seconds
    while not holds(numbers(page)):
        assert time.monotonic() < deadline, f"the log never came to it: {numbers(page)}"
        page.wait_for_timeout(50)


def counts(page: Page, kind: str, number: int) -> None:
    """Wait until the panel says there are ``number`` objects of a kind."""
    expect(page.locator(f"#count-{kind}")).to_have_text(str(number))


def shows(page: Page, clock: str) -> None:
    """Wait until the page stands at ``clock``."""
    expect(page.locator("#instant")).to_have_text(clock)


def choose_way(page: Page, label: str) -> None:
    """See it another way."""
    page.locator("#way-of-seeing").get_by_text(label, exact=True).click()


def write(page: Page, text: str) -> None:
    """Open the form and type what is said."""
    page.keyboard.press("n")
    page.locator("#entry-text").fill(text)


def entry(page: Page, text: str):
    """Return the line of the log that says ``text``."""
    return page.locator(".ag-row", has_text=text).first
