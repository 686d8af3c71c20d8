"""A throw-away OpenID provider, served for real: code flow, PKCE, RS256, one person at a time."""

import base64
import hashlib
import secrets
import socket
import threading
import time
from contextlib import contextmanager
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwk, jwt
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

CLIENT, CLIENT_SECRET = "vigie", "le secret du client"


class FakeProvider:
    """What it says is what a test makes it say.

    Attributes:
        claims: What the signed token says of who signs in, besides what it must.
        more: What the userinfo address answers.
        forged: What replaces the claims every token must have.
        asked: The last authorization request.
        key: What it signs with; its public half is published, whatever signs.
    """

    def __init__(self) -> None:
        self.published = jwk.RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"})
        self.key, self.header = self.published, {"alg": "RS256", "kid": "k1"}
        self.claims, self.more, self.forged, self.asked = {}, {}, {}, {}
        self.offered = ["RS256"]
        self.address = ""
        self._codes = {}
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.discovery),
                Route("/jwks", self.jwks),
                Route("/auth", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/userinfo", self.userinfo),
            ]
        )

    async def discovery(self, _request):
        return JSONResponse(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/auth",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/jwks",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": self.offered,
            }
        )

    async def jwks(self, _request):
        return JSONResponse({"keys": [self.published.as_dict(private=False)]})

    async def authorize(self, request):
        self.asked = dict(request.query_params)
        code = secrets.token_hex(8)
        self._codes[code] = self.asked
        back = urlencode({"code": code, "state": self.asked["state"]})
        return RedirectResponse(f"{self.asked['redirect_uri']}?{back}", 303)

    async def token(self, request):
        said = {k: v[0] for k, v in parse_qs((await request.body()).decode()).items()}
        asked = self._codes.pop(said.get("code"), None)
        proof = base64.urlsafe_b64encode(
            hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        )
        who = base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()
        known = request.headers.get("authorization") == f"Basic {who}"
        if not (asked and known and proof.decode().rstrip("=") == asked["code_challenge"]):
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.address,
            "sub": "8991234567",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
        }
        signed = jwt.encode(self.header, claims | self.claims | self.forged, self.key,
                            algorithms=[self.header["alg"]])  # fmt: skip
        answer = {"access_token": "a", "token_type": "Bearer", "expires_in": 60}
        return JSONResponse(answer | {"id_token": signed})

    async def userinfo(self, _request):
        return JSONResponse({"sub": "8991234567"} | self.more)


@contextmanager
def served(app):
    """Serve an application on this machine while the block runs; give its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
