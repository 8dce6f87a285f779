"""Notes: users, logins and their notes over HTTP, kept in SQLite. Usage: notes.py migrate | serve | backup"""
import asyncio
import json
import logging
import os
import signal
import sqlite3
import sys
import time
from collections import Counter
from pathlib import Path

import jwt
from passlib.context import CryptContext
from tornado.web import Application, HTTPError, RequestHandler

PASSWORDS = CryptContext(["pbkdf2_sha256"])
METRICS = Counter()
# Each entry leads from one version of the schema to the next; PRAGMA user_version says which one a file has.
MIGRATIONS = ["CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, password TEXT NOT NULL)",
              "CREATE TABLE note (id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES user, text TEXT NOT NULL)"]


class JsonLines(logging.Formatter):
    def format(self, record):
        line = {"time": self.formatTime(record), "level": record.levelname.lower(), "message": record.getMessage()}
        error = {"error": self.formatException(record.exc_info)} if record.exc_info else {}
        return json.dumps(line | getattr(record, "request", {}) | error)


class Handler(RequestHandler):
    def field(self, name):
        try:
            value = json.loads(self.request.body)[name]
        except (ValueError, KeyError, TypeError):
            value = None
        if not isinstance(value, str) or not value:
            raise HTTPError(400, reason=f"{name} must be a text that is not empty")
        return value

    def user(self):
        try:
            token = self.request.headers.get("Authorization", "").removeprefix("Bearer ")
            return int(jwt.decode(token, self.settings["key"], ["HS256"], {"require": ["exp", "sub"]})["sub"])
        except jwt.InvalidTokenError:
            raise HTTPError(401, reason="a valid token is needed") from None

    def rows(self, statement, *values):
        return self.settings["db"].execute(statement, values).fetchall()

    def answer(self, status, statement, *values):
        for id, text in self.rows(statement, *values):
            self.set_status(status)
            return self.finish({"id": id, "text": text})
        raise HTTPError(404, reason="there is no such note")

    def write_error(self, status_code, **_):
        self.finish({"error": self._reason})


class Users(Handler):
    async def post(self):
        name, hashed = self.field("name"), await asyncio.to_thread(PASSWORDS.hash, self.field("password"))
        try:
            self.rows("INSERT INTO user (name, password) VALUES (?, ?)", name, hashed)
        except sqlite3.IntegrityError:
            raise HTTPError(409, reason="the name is taken") from None
        self.set_status(201)


class Login(Handler):
    async def post(self):
        # Without a hash, verifying takes as long as with one, and fails.
        [(id, hashed)] = self.rows("SELECT id, password FROM user WHERE name = ?", self.field("name")) or [(0, None)]
        if not await asyncio.to_thread(PASSWORDS.verify, self.field("password"), hashed):
            raise HTTPError(401, reason="name or password is wrong")
        self.finish({"token": jwt.encode({"sub": str(id), "exp": time.time() + 3600}, self.settings["key"], "HS256")})


class Notes(Handler):
    def get(self):
        rows = self.rows("SELECT id, text FROM note WHERE user = ? ORDER BY id", self.user())
        self.finish({"notes": [{"id": id, "text": text} for id, text in rows]})

    def post(self):
        statement = "INSERT INTO note (user, text) VALUES (?, ?) RETURNING id, text"
        self.answer(201, statement, self.user(), self.field("text"))


class Note(Handler):
    def get(self, id):
        self.answer(200, "SELECT id, text FROM note WHERE user = ? AND id = ?", self.user(), id)

    def put(self, id):
        statement = "UPDATE note SET text = ?3 WHERE user = ?1 AND id = ?2 RETURNING id, text"
        self.answer(200, statement, self.user(), id, self.field("text"))

    def delete(self, id):
        self.answer(200, "DELETE FROM note WHERE user = ? AND id = ? RETURNING id, text", self.user(), id)


class Status(Handler):
    def get(self, page):
        self.rows("SELECT 1 FROM note LIMIT 1")
        self.set_header("Content-Type", "text/plain; version=0.0.4")
        self.finish("ok\n" if page == "healthz" else "".join(f"{name} {n}\n" for name, n in sorted(METRICS.items())))


def log_request(handler):
    method, status, seconds = handler.request.method, handler.get_status(), handler.request.request_time()
    labels = f'{{method="{method}",route="{type(handler).__name__.lower()}",status="{status}"}}'
    METRICS.update({f"http_requests_total{labels}": 1, f"http_request_seconds_total{labels}": seconds})
    request = {"method": method, "path": handler.request.path, "status": status, "seconds": round(seconds, 6)}
    logging.log(logging.DEBUG if isinstance(handler, Status) else logging.INFO, "request", extra={"request": request})


def migrate(db):
    [(version,)] = db.execute("PRAGMA user_version")
    for number, statement in list(enumerate(MIGRATIONS, 1))[version:]:
        db.executescript(f"BEGIN; {statement}; PRAGMA user_version = {number}; COMMIT")
        logging.info("migrated to version %d", number)


def backup(db):
    folder, kept = Path(os.environ.get("BACKUPS", "backups")), int(os.environ.get("BACKUPS_KEPT", "7"))
    folder.mkdir(exist_ok=True)
    db.execute("VACUUM INTO ?", (str(folder / time.strftime("notes-%Y%m%dT%H%M%S.sqlite")),))
    for old in sorted(folder.glob("notes-*.sqlite"))[:-kept]:
        old.unlink()


async def serve(db):
    routes = {"/users": Users, "/login": Login, "/notes": Notes, r"/notes/(\d+)": Note, "/(healthz|metrics)": Status}
    application = Application([*routes.items()], db=db, key=os.environ["JWT_KEY"], log_function=log_request)
    server, stop = application.listen(int(os.environ.get("PORT", "8080")), max_buffer_size=1 << 20), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    logging.info("listening")
    await stop.wait()
    server.stop()
    await asyncio.sleep(1)  # for requests that are in the middle


if __name__ == "__main__":
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "info").upper(), stream=sys.stdout)
    if os.environ.get("LOG_FORMAT") == "json":
        logging.getLogger().handlers[0].setFormatter(JsonLines())
    database = sqlite3.connect(os.environ.get("DATABASE", "notes.sqlite"), isolation_level=None, timeout=10)
    database.executescript("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON")
    {"migrate": migrate, "backup": backup, "serve": lambda db: asyncio.run(serve(db))}[sys.argv[1]](database)
