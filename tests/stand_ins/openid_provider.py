"""An OpenID provider on this machine: it signs in whoever is named, as Google or Microsoft would."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread

from jinja2 import ChoiceLoader, DictLoader
from werkzeug.serving import make_server

with warnings.catch_warnings():  # it uses a part of Authlib that goes with version 2
    warnings.simplefilter("ignore")
    import oidc_provider_mock

# Its own asks another host for a style sheet.
BASE = "<!doctype html><html lang=en><title>Provider</title><main>{% block content %}{% endblock %}</main></html>"


@contextmanager
def provider(users: Sequence[oidc_provider_mock.User]) -> Iterator[str]:
    """Its address, for as long as it is needed."""
    app = oidc_provider_mock.app(user_claims=users)
    app.jinja_env.loader = ChoiceLoader([DictLoader({"_base.html": BASE}), app.jinja_env.loader])
    server = make_server("localhost", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=10)
