"""Fire a callback through the real HTTP route, without a browser."""

import pytest

from tests.web.conftest import app, client, desk, store

__all__ = ["app", "client", "desk", "store"]


@pytest.fixture
def fire(client):
    """Change one property as a user would: ``fire("operation.value", "nantes", language="fr")``."""

    def _fire(trigger, value, **stores):
        given = {trigger: value, **{key.replace("_", "-"): data for key, data in stores.items()}}
        [callback] = [
            found
            for found in client.get("/_dash-dependencies").json()
            if not found["clientside_function"] and trigger in {_named(i) for i in found["inputs"]}
        ]
        parts = callback["output"].strip(".").split("...")
        outputs = [dict(zip(("id", "property"), p.split("."), strict=True)) for p in parts]
        body = {
            "output": callback["output"],
            "outputs": outputs if len(outputs) > 1 else outputs[0],
            "inputs": [
                {**spec, "value": value if _named(spec) == trigger else given[spec["id"]]}
                for spec in callback["inputs"]
            ],
            "state": [{**spec, "value": given[spec["id"]]} for spec in callback["state"]],
            "changedPropIds": [trigger],
        }
        answer = client.post("/_dash-update-component", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()["response"]

    return _fire


def _named(spec):
    return f"{spec['id']}.{spec['property']}"
