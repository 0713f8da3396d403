"""Signed messages between the platform and a department's system, in the form of Standard Webhooks."""
import base64
import hashlib
import hmac
import time

WINDOW_SECONDS = 300


class Forged(Exception):
    """A message that is not believed, with the reason."""


def key(secret):
    """The bytes of a secret as the platform shows it: `whsec_` and base64."""
    return base64.b64decode(secret.removeprefix("whsec_"), validate=True)


def signature(secret, identifier, timestamp, body):
    mark = hmac.new(key(secret), f"{identifier}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(mark).decode()


def headers(secret, identifier, body, now=None):
    timestamp = int(now if now is not None else time.time())
    return {"webhook-id": identifier, "webhook-timestamp": str(timestamp), "webhook-signature": signature(secret, identifier, timestamp, body)}


def check(secret, sent, body, now=None):
    """The id of a message that the secret has signed a moment ago. The bytes count as they came: parse them afterwards."""
    identifier, timestamp, signatures = (sent.get(name, "") for name in ("webhook-id", "webhook-timestamp", "webhook-signature"))
    if not (identifier and timestamp.isdigit() and signatures):
        raise Forged("a header is missing")
    if abs(int(timestamp) - (now if now is not None else time.time())) > WINDOW_SECONDS:
        raise Forged("signed too long ago")
    # During a change of secrets a message bears one signature by each.
    wanted = signature(secret, identifier, int(timestamp), body).encode()
    if not any(hmac.compare_digest(given.encode(), wanted) for given in signatures.split()):
        raise Forged("the signature is wrong")
    return identifier
