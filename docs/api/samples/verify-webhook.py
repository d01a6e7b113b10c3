"""Checks a webhook. In your web framework: the secret from your configuration, the request's headers and its raw body."""

import base64
import binascii
import hashlib
import hmac
import json
import os
import sys
import time


def webhook_is_genuine(secret: str, headers: dict[str, str], body: bytes, tolerance_seconds: int = 300) -> bool:
    headers = {name.lower(): value for name, value in headers.items()}
    event_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not event_id or not timestamp.isascii() or not timestamp.isdigit():
        return False
    if abs(time.time() - int(timestamp)) > tolerance_seconds:
        return False
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        return False
    content = f"{event_id}.{timestamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest())
    signatures = headers.get("webhook-signature", "").encode().split(b" ")
    return any(hmac.compare_digest(expected, signature) for signature in signatures)


# Try it: WEBHOOK_SECRET=whsec_… python3 verify-webhook.py '{"webhook-id": …}' < body.json
if __name__ == "__main__":
    genuine = webhook_is_genuine(os.environ["WEBHOOK_SECRET"], json.loads(sys.argv[1]), sys.stdin.buffer.read())
    print("genuine" if genuine else "refused")
    sys.exit(0 if genuine else 1)
