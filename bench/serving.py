"""What the benches share of a server in a process of its own: when it answers, what it costs."""

import os
import re
import time
from pathlib import Path

import httpx2

PATIENCE_S = 120


def answers(address, patience_s=PATIENCE_S):
    """Wait until the server at an address answers; one without a health page may say so."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        try:
            if httpx2.get(f"{address}/health").status_code in {200, 404}:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError(address)


def memory_mb(pid):
    """Return how much memory a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def cpu_s(pid):
    """Return the processor time of a server and of its workers, but for a PostgreSQL it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    total = 0
    for each in (pid, *children):
        if b"postgres" in Path(f"/proc/{each}/cmdline").read_bytes():
            continue
        user, system = Path(f"/proc/{each}/stat").read_text().split(")")[1].split()[11:13]
        total += int(user) + int(system)
    return total / os.sysconf("SC_CLK_TCK")
