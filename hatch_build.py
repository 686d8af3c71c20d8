"""Build the map component while the wheel is built, with Node from PyPI: pip is enough."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MapComponent(BuildHookInterface):
    """Runs ``dashboard/opsmap/build.py``, which does nothing while the bundle is up to date."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build the bundle before files are collected, for a wheel or an editable install."""
        folder = Path(self.root) / "dashboard" / "opsmap"
        spec = importlib.util.spec_from_file_location("opsmap_build", folder / "build.py")
        build = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(build)
        build.build_bundle(folder)
