"""Signing in by an OpenID provider: the code flow, with state, nonce and PKCE.

The provider says who somebody is; the settings say what that makes of them here. What it sends is
compared by authlib: signature, issuer, for whom it is, until when, and our nonce.
"""

import hmac
from dataclasses import dataclass
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import StarletteIntegration, StarletteOAuth2App
from fastapi import APIRouter, Request
from httpx2 import HTTPError
from joserfc.errors import JoseError
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from dashboard.access.provider import Claims, identity_of, person_by
from dashboard.desk import Desk
from dashboard.settings import Settings
from dashboard.text import RefusedError, Text
from dashboard.web.common import Common
from dashboard.web.entering import let_in, onward_of
from dashboard.web.pages import page
from dashboard.web.pending import LASTING
from dashboard.web.reader import locale_of
from dashboard.web.sessions import is_safe
from dashboard.web.sign_in import PATH as SIGN_IN
from dashboard.web.sign_in import WORDS

PATH = "/sign-in/provider"
BACK = "/sign-in/provider/back"
COOKIE = "vigie_provider"
SIGNATURES = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
)  # fmt: skip
"""Those only the provider can make; never one that a shared secret makes, nor none at all."""

PATIENCE_S = 10
LEEWAY_S = 60

UNSURE = Text(
    fr="Le fournisseur d'identité n'a pas confirmé la connexion ; recommencer.",
    en="The identity provider did not confirm the sign-in; begin again.",
)
AWAY = Text(
    fr="Le fournisseur d'identité ne répond pas. Un compte de cette installation permet d'entrer.",
    en="The identity provider does not answer. An account of this installation lets one in.",
)
WEAK = Text(
    fr="Le fournisseur d'identité ne s'est pas assez assuré de qui se connecte.",
    en="The identity provider did not make sure enough of who signs in.",
)
DISABLED = Text(fr="Ce compte est désactivé.", en="This account is disabled.")


class ProviderError(RefusedError):
    """The provider did not say who signs in, or not surely enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Somebody on their way to the provider and back."""

    state: str
    nonce: str
    code_verifier: str
    back: str
    onward: str


class Provider:
    """The OpenID provider of the settings."""

    def __init__(self, desk: Desk, common: Common) -> None:
        self._desk = desk
        self._settings = desk.settings
        self._leaving = common.leaving
        self._client = _client(desk.settings)

    async def leave(self, request: Request) -> Response:
        """Send a browser to the provider."""
        back = f"{str(request.base_url).rstrip('/')}{BACK}"
        try:
            asked: dict[str, str] = await self._client.create_authorization_url(back)
        except (AuthlibBaseError, HTTPError, RuntimeError, ValueError):
            return self._refuse(request, ProviderError(AWAY), 502)
        onward = onward_of(request.query_params.get("next", "/"))
        leaving = Leaving(
            state=asked["state"],
            nonce=asked["nonce"],
            code_verifier=asked["code_verifier"],
            back=back,
            onward=onward,
        )
        away = RedirectResponse(asked["url"], 303)
        away.set_cookie(
            _cookie(request),
            self._leaving.begin(leaving),
            max_age=int(LASTING.total_seconds()),
            httponly=True,
            samesite="lax",
            secure=is_safe(request),
        )
        return away

    async def come_back(self, request: Request) -> Response:
        """Let in whom the provider sends back, if it is sure of them."""
        try:
            leaving: Leaving | None = self._leaving.take(request.cookies.get(_cookie(request), ""))
            claims = await self._claims(request, leaving)
            answer = await run_in_threadpool(self._enter, request, claims, leaving)
        except RefusedError as error:
            await run_in_threadpool(
                self._desk.audit.note, None, "sign_in_failed", why=type(error).__name__
            )
            answer = self._refuse(request, error, 403)
        answer.delete_cookie(_cookie(request), secure=is_safe(request))
        return answer

    async def _claims(self, request: Request, leaving: Leaving | None) -> Claims:
        """Return what the provider says of who comes back.

        Raises:
            ProviderError: They did not leave from this browser, or the provider is not sure.
        """
        query = request.query_params
        code, state = query.get("code"), query.get("state", "")
        if (
            leaving is None
            or code is None
            or not hmac.compare_digest(state.encode(errors="replace"), leaving.state.encode())
        ):
            raise ProviderError(UNSURE)
        try:
            token = await self._client.fetch_access_token(
                redirect_uri=leaving.back,
                code=code,
                code_verifier=leaving.code_verifier,
                state=state,
            )
            claims = dict(await self._proved(token, leaving.nonce))
            more = await self._more(token, claims["sub"])
        except HTTPError:
            raise ProviderError(AWAY) from None
        except (AuthlibBaseError, JoseError, KeyError, TypeError, ValueError, RuntimeError):
            raise ProviderError(UNSURE) from None
        wanted = self._settings.oidc_acr_values.split()
        if wanted and claims.get("acr") not in wanted:
            raise ProviderError(WEAK)
        # What was signed goes before what was only answered.
        return {**more, **claims}

    async def _proved(self, token: dict[str, Any], nonce: str) -> Claims:
        metadata = await self._client.load_server_metadata()
        offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        metadata["id_token_signing_alg_values_supported"] = [
            kind for kind in offered if kind in SIGNATURES
        ]
        expected = {
            "iss": {"essential": True, "values": [metadata["issuer"]]},
            "aud": {"essential": True, "values": [self._settings.oidc_client_id]},
            "sub": {"essential": True},
        }
        claims: Claims | None = await self._client.parse_id_token(
            token, nonce, claims_options=expected, leeway=LEEWAY_S
        )
        if not claims:
            raise ProviderError(UNSURE)
        return claims

    async def _more(self, token: dict[str, Any], subject: str) -> Claims:
        """Return what else the provider tells of them, where it has an address to ask."""
        metadata = await self._client.load_server_metadata()
        if not metadata.get("userinfo_endpoint"):
            return {}
        told: Claims = await self._client.userinfo(token=token)
        if told.get("sub") != subject:
            raise ProviderError(UNSURE)
        return told

    def _enter(self, request: Request, claims: Claims, leaving: Leaving | None) -> Response:
        person = person_by(self._desk.accounts, identity_of(claims, self._settings))
        if person.disabled:
            raise ProviderError(DISABLED)
        return let_in(self._desk, request, person, leaving.onward if leaving else "/", "provider")

    def _refuse(self, request: Request, error: RefusedError, status: int) -> Response:
        locale = locale_of(request)
        return page(
            request,
            "told.html",
            {},
            status,
            title=WORDS["title"].say(locale),
            alert=error.say(locale),
            sentence="",
            onward=SIGN_IN,
        )


def provider_routes(provider: Provider) -> APIRouter:
    """Return the way to the provider and back."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route(PATH, provider.leave, methods=["GET"])
    router.add_api_route(BACK, provider.come_back, methods=["GET"])
    return router


def _client(settings: Settings) -> StarletteOAuth2App:
    ways = {"acr_values": settings.oidc_acr_values} if settings.oidc_acr_values else None
    return StarletteOAuth2App(
        StarletteIntegration("provider"),
        name="provider",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        server_metadata_url=settings.oidc_discovery,
        authorize_params=ways,
        client_kwargs={
            "scope": settings.oidc_scopes,
            "code_challenge_method": "S256",
            "timeout": PATIENCE_S,
            # Providers give tokens of a minute, which the default takes for spent at once.
            "leeway": 0,
        },
    )


def _cookie(request: Request) -> str:
    return f"__Host-{COOKIE}" if is_safe(request) else COOKIE
