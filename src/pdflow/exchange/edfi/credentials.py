"""Credentials: a token of a data store, asked for with a key and a secret, and again when it is over (extra: http)."""

from __future__ import annotations

from collections.abc import Generator

from pdflow.exchange.http import BUSY, Auth, Request, Response, ServiceError

__all__ = ["ClientCredentials"]


class ClientCredentials(Auth):
    """OAuth 2.0 client credentials, for the session of a data store: ``httpx.Client(auth=ClientCredentials(...))``.

    A request that is refused for its token (401) is sent once more with a new one.

    Args:
        address: Where tokens are given: ``https://ods.example/oauth/token``.
        key: The key of the application.
        secret: Its secret; nothing prints it.
    """

    requires_response_body = True

    def __init__(self, address: str, key: str, secret: str) -> None:
        self._address, self._key, self._secret = address, key, secret
        self._token: str | None = None

    def __repr__(self) -> str:
        return f"ClientCredentials({self._address!r})"

    def auth_flow(self, request: Request) -> Generator[Request, Response, None]:
        """Send a request with a token; where none is given because the service is busy, that is the answer."""
        for _ in range(2):
            if self._token is None and not self._took((yield self._asking())):
                return
            request.headers["Authorization"] = f"Bearer {self._token}"
            response = yield request
            if response.status_code != 401:
                return
            self._token = None

    def _asking(self) -> Request:
        form = {"grant_type": "client_credentials", "client_id": self._key, "client_secret": self._secret}
        return Request("POST", self._address, data=form)

    def _took(self, response: Response) -> bool:
        """Take the token of an answer; whether there is one, or the request may be tried again later.

        Raises:
            ServiceError: The credentials are not accepted, or the answer makes no sense.
        """
        if response.status_code in BUSY:
            return False
        if response.status_code != 200:
            raise ServiceError(self._address, f"answered {response.status_code}: the credentials are not accepted")
        try:
            token = response.json()["access_token"]
        except (ValueError, KeyError, TypeError):
            token = None
        if not isinstance(token, str) or not token:
            raise ServiceError(self._address, "answered without a token")
        self._token = token
        return True
