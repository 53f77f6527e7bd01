"""The one thing an intranet's backend does for Dossier: it says who is signed in, as a token of ten minutes. Here in Python without any package.

    DOSSIER_JWT_SECRET=… python3 token.py 8090

Put the same few lines where your backend knows its users; `user_of` is what differs.
"""
import base64
import hashlib
import hmac
import json
import os
import re
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

SECRET = os.environ["DOSSIER_JWT_SECRET"].encode()
USERS = {"lea": "Lea Brandt", "jonas": "Jonas Keller"}


def user_of(request):
    """Whoever your own sign-in says. This one believes a cookie, which is good for trying things out and for nothing else."""
    found = re.search(r"intranet-user=(\w+)", request.headers.get("Cookie", ""))
    return found.group(1) if found and found.group(1) in USERS else None


def part(value):
    return base64.urlsafe_b64encode(value if isinstance(value, bytes) else json.dumps(value).encode()).rstrip(b"=")


def token_for(user):
    now = int(time.time())
    signed = part({"alg": "HS256", "typ": "JWT"}) + b"." + part({"sub": user, "name": USERS[user], "aud": "dossier", "iat": now, "exp": now + 600})
    return signed + b"." + part(hmac.new(SECRET, signed, hashlib.sha256).digest())


class Backend(BaseHTTPRequestHandler):
    def do_GET(self):
        user = user_of(self)
        body = b"" if user is None else token_for(user)
        self.send_response(401 if user is None else 200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


HTTPServer(("127.0.0.1", int(sys.argv[1])), Backend).serve_forever()
