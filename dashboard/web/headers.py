"""What every answer tells the browser: run our scripts only, speak to us only, never in a frame."""

from collections.abc import Callable, Sequence

from starlette.datastructures import MutableHeaders

STAY_SAFE = "max-age=31536000"
"""A year. Not for other names under ours: they may not be ours to decide for."""

SAID = ("text/html", "application/json", "application/geo+json", "application/x-ndjson")

ScriptHashes = Callable[[], Sequence[str]]
"""Gives the hashes of the scripts written into the page itself; no other may run there."""


class Headers:
    """Writes the security headers of an answer.

    ``maps`` are the origins of the base maps that may be chosen; no other is named, ever.
    """

    def __init__(self, *, maps: Sequence[str], script_hashes: ScriptHashes) -> None:
        self._maps = " ".join(maps)
        self._script_hashes = script_hashes
        self._policy = ""

    def write(self, headers: MutableHeaders, *, safe: bool) -> None:
        """Add to ``headers`` what every answer carries; by TLS (``safe``), to stay with it."""
        if safe:
            headers.setdefault("Strict-Transport-Security", STAY_SAFE)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(), microphone=()")
        headers.setdefault("Content-Security-Policy", self.policy)
        if headers.get("content-type", "").startswith(SAID):
            # A shared machine keeps nothing of what the cell says, unless a route says otherwise.
            headers.setdefault("Cache-Control", "no-store")

    @property
    def policy(self) -> str:
        """The content security policy.

        Asked for once, when all inline scripts of the page are known. Dash and its components
        style elements in place, hence ``style-src``; the map draws in workers and reads images
        it made itself, hence ``blob:`` and ``data:``.
        """
        if not self._policy:
            self._policy = "; ".join(
                (
                    "default-src 'self'",
                    f"script-src 'self' {' '.join(self._script_hashes())}".strip(),
                    "style-src 'self' 'unsafe-inline'",
                    f"img-src 'self' data: blob: {self._maps}".strip(),
                    f"connect-src 'self' data: blob: {self._maps}".strip(),
                    "font-src 'self' data:",
                    "worker-src 'self' blob:",
                    "child-src 'self' blob:",
                    "object-src 'none'",
                    "base-uri 'none'",
                    "form-action 'self'",
                    "frame-ancestors 'none'",
                )
            )
        return self._policy
