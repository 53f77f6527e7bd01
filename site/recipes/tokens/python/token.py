"""Says to Dossier who is signed in at this intranet. Python 3.9 or newer; no package for HS256, `cryptography` for keys of your own.

    DOSSIER_JWT_SECRET=… SESSIONS=sessions.json python3 token.py 8090
    DOSSIER_KEY_FILE=key.pem DOSSIER_ISSUER=https://intranet.example SESSIONS=sessions.json python3 token.py 8090

`user_of` is the one function to put your own sign-in into.
"""
import base64
import hashlib
import hmac
import json
import os
import re
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LIFE = 600  # seconds; Dossier takes an hour at most, and asks again before the end
SECRET = os.environ.get("DOSSIER_JWT_SECRET", "").encode()
KEY_FILE = os.environ.get("DOSSIER_KEY_FILE")
ISSUER = os.environ.get("DOSSIER_ISSUER")
SESSIONS = os.environ.get("SESSIONS", "sessions.json")
KEY = None
if KEY_FILE is None and len(SECRET) < 32:
    sys.exit("DOSSIER_JWT_SECRET needs at least 32 bytes: openssl rand -base64 48")
if KEY_FILE is not None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if ISSUER is None:
        sys.exit("DOSSIER_KEY_FILE needs DOSSIER_ISSUER, the name that the tokens carry.")
    with open(KEY_FILE, "rb") as file:
        KEY = load_pem_private_key(file.read(), None)


def user_of(request):
    """Whoever your own sign-in says, or None. Here: sessions that it keeps in a file, {"<random id>": {"id", "name", "department", "until"}}.
    Nothing else of the request counts."""
    found = re.search(r"(?:^|;\s*)intranet-session=([\w-]{16,128})(?:;|$)", request.headers.get("Cookie", ""))
    if found is None:
        return None
    with open(SESSIONS, encoding="utf-8") as file:
        user = json.load(file).get(found.group(1))
    return user if user is not None and user["until"] > time.time() else None


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def part(value):
    return encoded(json.dumps(value).encode())


def token_for(user):
    now = int(time.time())
    claims = {"sub": user["id"], "name": user["name"], "department": user.get("department"), "aud": "dossier", "iss": ISSUER, "iat": now, "exp": min(now + LIFE, user["until"])}
    header = {"alg": "HS256", "typ": "JWT"} if KEY is None else {"alg": "RS256", "typ": "JWT", "kid": "intranet"}
    signed = part(header) + "." + part({name: value for name, value in claims.items() if value is not None})
    seal = hmac.new(SECRET, signed.encode(), hashlib.sha256).digest() if KEY is None else KEY.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    return signed + "." + encoded(seal)


def keys():
    numbers = KEY.public_key().public_numbers()
    size = (numbers.n.bit_length() + 7) // 8
    return json.dumps({"keys": [{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "intranet", "n": encoded(numbers.n.to_bytes(size, "big")), "e": encoded(numbers.e.to_bytes(3, "big"))}]})


class Backend(BaseHTTPRequestHandler):
    def do_POST(self):
        if self.path != "/intranet/token":
            return self.answer(404)
        if self.headers.get("X-Requested-With") is None:  # a form or picture of another site cannot send this header
            return self.answer(403)
        user = user_of(self)
        return self.answer(401) if user is None else self.answer(200, token_for(user))

    def do_GET(self):
        if self.path == "/intranet/jwks.json" and KEY is not None:
            return self.answer(200, keys(), "application/json")
        return self.answer(405 if self.path == "/intranet/token" else 404)

    def answer(self, status, body="", kind="text/plain"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1] if len(sys.argv) > 1 else 8090)), Backend).serve_forever()
