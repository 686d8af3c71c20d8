"""What an entry that arrives costs the main thread of a page that shows its operation.

    python bench/arriving.py

One Vigie on the embedded store with 2 000 entries of an operation that goes on, and one page in
Chromium that shows it live (WebGL draws nothing, see ``bench/browser.py``). Twelve objects are
placed, a second and a half apart; then nothing happens for as long. The difference is what an entry
costs: processor time of the main thread, which neighbours on the same cores do not lengthen.
Medians of three runs.
"""

import subprocess
import sys
import tempfile
from statistics import median

import httpx2

from bench import live
from bench.browser import MainThread, chromium, opened, until
from bench.serving import answers

ENTRIES = 12
EVERY_MS = 1_500
ROUNDS = 3
PORT = 8_995


def measure(page, base, first):
    """Return what an entry costs, and what as long without one costs: CPU and script, in ms."""
    thread = MainThread(page)
    with httpx2.Client(base_url=base, cookies={"vigie_person": "regulator"}) as client:
        thread.tidy()
        before = thread.spent()
        for number in range(first, first + ENTRIES):
            address = f"/api/operations/{live.OPERATION}/entries"
            client.post(address, json=live.news(number)).raise_for_status()
            page.wait_for_timeout(EVERY_MS)
        arriving = thread.spent().since(before, ENTRIES)
    until(page, f"document.querySelector('.ag-row')?.textContent.includes('{number:04d}')")
    before = thread.spent()
    page.wait_for_timeout(ENTRIES * EVERY_MS)
    return arriving, thread.spent().since(before, ENTRIES)


def main():
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        arguments = [sys.executable, live.__file__, "vigie", str(PORT), folder]
        server = subprocess.Popen(arguments)
        try:
            base = f"http://127.0.0.1:{PORT}"
            answers(base)
            page = opened(browser, base, f"operation={live.OPERATION}")
            page.wait_for_timeout(5_000)
            rounds = [measure(page, base, turn * ENTRIES) for turn in range(ROUNDS)]
        finally:
            server.kill()
            server.wait(20)
    print(f"  {'ms of the main thread':<40}{'CPU':>8}{'script':>8}")
    for label, which in (
        ("while an entry arrives (1.5 s)", 0),
        ("while nothing happens (1.5 s)", 1),
    ):
        cpu, script = (
            median(getattr(one[which], part) for one in rounds) for part in ("cpu", "script")
        )
        print(f"  {label:<40}{cpu:>8.0f}{script:>8.0f}")


if __name__ == "__main__":
    main()
