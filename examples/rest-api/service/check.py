"""Runs notes.py in a fresh folder, and uses all of it: `python check.py` ends with 0 when all is as it should be."""
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "notes.py")


def call(base, method, path, content=None, token=None):
    body = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(base + path, body, {"Authorization": f"Bearer {token}"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: got {found!r}, not {wanted!r}")
    print(f"ok  {what}")


def use(base):
    def at(method, path, content=None, token=None):
        status, text = call(base, method, path, content, token)
        return status, json.loads(text)

    somebody, other = {"name": "ada", "password": "correct horse"}, {"name": "bob", "password": "battery staple"}
    expect("it is healthy", call(base, "GET", "/healthz"), (200, "ok\n"))
    expect("a user is made", call(base, "POST", "/users", somebody), (201, ""))
    expect("another one, too", call(base, "POST", "/users", other), (201, ""))
    expect("a name is taken once", at("POST", "/users", somebody)[0], 409)
    expect("a user needs a password", at("POST", "/users", {"name": "eve"})[0], 400)
    expect("a wrong password is refused", at("POST", "/login", {**somebody, "password": "no"})[0], 401)
    expect("an unknown user is refused", at("POST", "/login", {**somebody, "name": "eve"})[0], 401)
    ada, bob = (at("POST", "/login", each)[1]["token"] for each in (somebody, other))
    expect("notes need a token", at("GET", "/notes")[0], 401)
    expect("a forged token is refused", at("GET", "/notes", token=ada[:-4] + "AAAA")[0], 401)
    expect("a note is made", at("POST", "/notes", {"text": "milk"}, ada), (201, {"id": 1, "text": "milk"}))
    expect("it is changed", at("PUT", "/notes/1", {"text": "bread"}, ada), (200, {"id": 1, "text": "bread"}))
    expect("it is read", at("GET", "/notes/1", token=ada), (200, {"id": 1, "text": "bread"}))
    expect("nobody else reads it", at("GET", "/notes/1", token=bob)[0], 404)
    expect("nor lists it", at("GET", "/notes", token=bob), (200, {"notes": []}))
    expect("it is listed", at("GET", "/notes", token=ada), (200, {"notes": [{"id": 1, "text": "bread"}]}))
    expect("it is deleted", at("DELETE", "/notes/1", token=ada)[0], 200)
    expect("and gone", at("DELETE", "/notes/1", token=ada)[0], 404)
    metrics = call(base, "GET", "/metrics")[1].splitlines()
    expect("requests are counted", 'http_requests_total{method="POST",route="users",status="201"} 2' in metrics, True)


def main():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        backups = os.path.join(folder, "backups")
        env = {**os.environ, "DATABASE": os.path.join(folder, "notes.sqlite"), "BACKUPS": backups, "BACKUPS_KEPT": "1",
               "JWT_KEY": "check" * 8, "PORT": str(port), "LOG_FORMAT": "json"}
        run = [sys.executable, PROGRAM]
        expect("a migration ends", subprocess.run([*run, "migrate"], env=env, stdout=subprocess.DEVNULL).returncode, 0)
        again = subprocess.run([*run, "migrate"], env=env, stdout=subprocess.PIPE)
        expect("a second one has nothing to do", (again.returncode, again.stdout), (0, b""))
        server = subprocess.Popen([*run, "serve"], env=env, stdout=subprocess.PIPE, text=True)
        try:
            expect("it says when it listens", json.loads(server.stdout.readline())["message"], "listening")
            use(f"http://127.0.0.1:{port}")
            for _ in range(2):
                done = subprocess.run([*run, "backup"], env=env, stdout=subprocess.DEVNULL)
                expect("a backup is made while it serves", done.returncode, 0)
                time.sleep(1.1)
            expect("old backups go", len(os.listdir(backups)), 1)
        finally:
            server.terminate()
            log = [json.loads(line) for line in server.communicate(timeout=20)[0].splitlines()]
        expect("it stops when told to", server.returncode, 0)
        expect("each request is a line of JSON", {"method", "path", "status", "seconds"} <= log[0].keys(), True)


if __name__ == "__main__":
    main()
