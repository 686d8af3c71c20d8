"""The film of an operation: run both ways, looped, skipped through, remarked on, made a file."""

import base64
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import AXE, faults
from tests.e2e.page import choose_way, comes, until

MOMENT = "?operation=lubrizol-2019&at=2019-09-26T02:39:00Z"
REMARK = "Le panache est vu avant que le PC soit en place."

PLAYED = """async ([data, type, seconds]) => {
  const video = document.createElement("video");
  video.muted = true;
  video.src = URL.createObjectURL(await (await fetch(`data:${type};base64,${data}`)).blob());
  await new Promise((loaded, failed) => {
    video.onloadeddata = loaded;
    video.onerror = () => failed(new Error(video.error.message));
  });
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  const frames = [];
  for (const at of seconds) {
    const sought = new Promise((resolve) => (video.onseeked = resolve));
    video.currentTime = at;
    await sought;
    paper.drawImage(video, 0, 0);
    const pixel = (x, y) => [...paper.getImageData(x, y, 1, 1).data].slice(0, 3);
    // Where the clock is written, and where the lines of the log are.
    const white = (x, y, w, h) => {
      const { data } = paper.getImageData(x, y, w, h);
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (Math.min(data[i], data[i + 1], data[i + 2]) > 200) count++;
      }
      return count;
    };
    frames.push({
      band: pixel(canvas.width - 4, canvas.height - 4),
      banner: pixel(40, 6),
      clock: white(16, canvas.height - 136, 300, 50),
      log: white(480, canvas.height - 136, 780, 120),
      picture: canvas.toDataURL("image/png"),
    });
  }
  return { width: video.videoWidth, height: video.videoHeight, duration: video.duration, frames };
}"""


def seconds(page: Page) -> int:
    """Return where the slider stands, in seconds from its beginning."""
    return int(page.locator("#time-slider").input_value())


def unfocus(page: Page) -> None:
    """Let the page have the keys."""
    page.evaluate("document.activeElement.blur()")


def speed(page: Page, wanted: int) -> None:
    """Choose a speed with the keys."""
    unfocus(page)
    for _ in range(9):
        page.keyboard.press("<")
    while page.locator("#speed").input_value() != f"×{wanted}":
        page.keyboard.press(">")


def test_it_runs_both_ways_round_a_loop_and_over_dead_time(visit):
    page = visit(MOMENT)
    began = seconds(page)

    page.locator("#play").click()
    comes(page, lambda: seconds(page) > began + 60)
    expect(page.locator("#play-sign")).to_have_text("❚❚")
    page.locator("#play-back").click()
    expect(page.locator("#play-back-sign")).to_have_text("❚❚")
    comes(page, lambda: seconds(page) < began)
    unfocus(page)
    page.keyboard.press("Space")
    expect(page.locator("#play-back-sign")).to_have_text("◀")

    # Round and round between the two marks.
    page.keyboard.press("a")
    first = seconds(page)
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("b")
    last = seconds(page)
    expect(page.locator(".film-ruler .handle")).to_have_count(2)
    page.keyboard.press("o")
    expect(page.locator(".film-ruler .looping")).to_be_visible()
    page.keyboard.press("Space")
    seen = []
    comes(page, lambda: seen.append(seconds(page)) or any(a > b for a, b in pairwise(seen)))
    assert all(first - 1 <= at <= last + 1 for at in seen)
    page.keyboard.press("Space")
    page.keyboard.press("o")

    # A mark is moved with the keys, and typed.
    page.locator(".film-ruler .handle.b").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".film-ruler .handle.b")).to_have_attribute("aria-valuenow", str(last - 60))
    page.locator("#loop-to").fill("2019-09-26T04:00")
    page.locator("#loop-to").blur()
    expect(page.locator("#replay-said")).to_have_text("Le repère B vient après le repère A.")

    # Nothing happened for most of the night after: that is hatched, and jumped over.
    unfocus(page)
    page.keyboard.press("k")
    expect(page.locator(".film-ruler .dead").first).to_be_visible()
    page.keyboard.press("End")
    speed(page, 600)
    page.keyboard.press("r")
    expect(page.locator("#skipped")).to_contain_text("sans rien : passé")
    page.keyboard.press("Space")


def test_who_scrolled_down_in_the_log_is_left_there_while_the_film_runs(visit):
    page = visit("?operation=lubrizol-2019&at=2019-09-26T06:00:00Z")
    body = page.locator("#log .ag-body-viewport")

    body.evaluate("body => (body.scrollTop = 900)")
    expect(page.locator("#log-back")).to_be_visible()
    read = page.evaluate(
        """() => {
            const top = (of) => of.getBoundingClientRect().top;
            const log = document.querySelector("#log .ag-body-viewport");
            const rows = [...log.querySelectorAll(".ag-row")].sort((a, b) => top(a) - top(b));
            return rows.find((row) => top(row) >= top(log)).getAttribute("row-id");
        }"""
    )
    speed(page, 600)
    page.keyboard.press("Space")
    began = seconds(page)
    comes(page, lambda: seconds(page) > began + 3_600)
    page.keyboard.press("Space")

    expect(page.locator(f'#log .ag-row[row-id="{read}"]')).to_be_in_viewport()
    page.locator("#log-back").click()
    expect(page.locator("#log-back")).to_be_hidden()
    assert body.evaluate("body => body.scrollTop") == 0


def test_a_remark_is_kept_told_to_ones_own_and_corrected(visit):
    page = visit(MOMENT)
    colleague = visit(MOMENT, who="doctor", lang="en-GB")

    page.keyboard.press("m")
    page.locator("#remark-text").fill(REMARK)
    page.locator(".remark-form select").select_option("improved")
    page.get_by_role("button", name="Lieu sur la carte").click()
    page.locator("#map canvas").first.click(position={"x": 560, "y": 300})
    page.get_by_role("button", name="Garder la remarque").click()

    expect(page.locator(".remark-list li")).to_contain_text(REMARK)
    expect(page.locator(".film-ruler .flag.improved")).to_be_visible()
    expect(page.locator(".opsmap-tag")).to_contain_text("⚑ Le panache")
    expect(colleague.locator("#remarks")).to_have_text("Remarks (1)")
    # It is no entry.
    assert page.locator(".ag-row", has_text=REMARK).count() == 0

    # It leads to its instant, in the other's page too.
    unfocus(colleague)
    colleague.keyboard.press("Home")
    colleague.keyboard.press("j")
    expect(colleague.locator("#instant")).to_have_text("04:39:00")

    # Corrected, what it said before is kept.
    page.get_by_role("button", name="Corriger").last.click()
    page.locator("#remark-text").fill("Le panache est vu trop tôt.")
    page.locator("#remark-text").press("Control+Enter")
    expect(page.locator(".remark-list")).to_contain_text("Le panache est vu trop tôt.")
    expect(page.locator(".remark-list summary")).to_have_text("1 version(s) d'avant")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Emporter les remarques").click()
    assert REMARK in Path(taken.value.path()).read_text()
    if AXE.exists():
        assert faults(page) == []

    page.get_by_role("button", name="Retirer").click()
    page.get_by_role("button", name="Appuyer de nouveau").click()
    expect(page.locator(".remark-list li")).to_have_count(0)
    expect(colleague.locator("#remarks")).to_have_text("Remarks (0)")


@pytest.mark.parametrize("kind", ["webm", "mp4"])
def test_the_film_is_a_file_that_plays_and_shows_the_clock(visit, chromium, kind):
    page = visit(MOMENT)
    choose_way(page, "Ce qu'on croyait")
    unfocus(page)
    page.keyboard.press("a")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("b")
    page.locator("#film").click()
    form = page.locator(".film")
    expect(form.get_by_role("button", name="Faire le film")).to_be_visible()
    if kind == "mp4":
        if AXE.exists():
            assert faults(page) == []
        formats = (
            page.get_by_label("Format")
            .locator("option")
            .evaluate_all("all => all.map(({ value }) => value)")
        )
        if "mp4" not in formats:
            pytest.skip("this Chromium writes no H.264")
    form.get_by_label("Format").select_option(kind)
    form.get_by_label("Vitesse").select_option("120")
    form.get_by_label("Images par seconde").select_option("12")
    expect(page.locator(".film-said")).to_contain_text("3 s (37 images)")
    view = page.evaluate("document.getElementById('map').opsmap.map.getBounds().toArray().flat()")

    with page.expect_download(timeout=240_000) as saved:
        page.get_by_role("button", name="Faire le film").click()
    expect(page.locator(".film-said")).to_contain_text("Film fait : 3 s")
    film = Path(saved.value.path()).read_bytes()

    screen = chromium.new_context().new_page()
    told = screen.evaluate(PLAYED, [base64.b64encode(film).decode(), f"video/{kind}", [0.2, 2.7]])
    screen.context.close()
    assert (told["width"], told["height"]) == (1280, 720)
    assert told["duration"] == pytest.approx(37 / 12, abs=0.15)
    for frame in told["frames"]:
        assert frame["band"] == pytest.approx([22, 33, 43], abs=12)
        assert frame["banner"] == pytest.approx([122, 31, 162], abs=20)
        assert frame["clock"] > 800
        assert frame["log"] > 800
    first, last = told["frames"]
    assert first["picture"] != last["picture"]
    # The page is what it was.
    page.keyboard.press("Escape")
    expect(page.locator("#instant")).to_have_text("04:45:00")
    until(page, "!document.querySelector('.vigie').classList.contains('filming')")
    now = page.evaluate("document.getElementById('map').opsmap.map.getBounds().toArray().flat()")
    assert now == pytest.approx(view, abs=1e-3)


def test_a_browser_that_writes_no_film_is_told_what_does(visit):
    page = visit(MOMENT, lang="en-GB", size=(390, 844))
    page.evaluate("delete window.VideoEncoder")

    page.locator("#replay-more").click()
    page.locator("#film").click()

    expect(page.locator(".film .refusal")).to_contain_text("This browser cannot write a film.")
