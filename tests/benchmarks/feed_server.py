"""`python -m tests.benchmarks.feed_server FEEDS ITEMS`: serves invented feeds, each on a host.

Each feed has an address of its own, 127.0.0.1 and those after it, as feeds have in life: nobody
is asked for more than two feeds at a time. Writes its port on a line when it is ready. It obeys
lines on its standard input: `latency 0.1` (seconds before each answer), `validators on` or `off`.
"""

import asyncio
import hashlib
import sys

from tests.benchmarks.feed_corpus import feed


class Server:
    """Answers GET for `/N.xml`."""

    def __init__(self, feeds: int, items: int) -> None:
        bodies = [feed(number, items) for number in range(feeds)]
        tags = [hashlib.blake2b(body, digest_size=8).hexdigest() for body in bodies]
        self.pages = {
            f"/{number}.xml".encode(): (body, f'"{tag}"'.encode())
            for number, (body, tag) in enumerate(zip(bodies, tags, strict=True))
        }
        self.latency = 0.0
        self.validators = True

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            while (request := await reader.readuntil(b"\r\n\r\n")) != b"":
                if self.latency:
                    await asyncio.sleep(self.latency)
                writer.write(self.answer(request))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()

    def answer(self, request: bytes) -> bytes:
        """The answer to one request."""
        body, tag = self.pages[request.split(b" ", 2)[1]]
        etag = b"ETag: " + tag + b"\r\n" if self.validators else b""
        if self.validators and b"if-none-match: " + tag in request.lower():
            return b"HTTP/1.1 304 Not Modified\r\n" + etag + b"\r\n"
        kind = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
        return kind + etag + b"Content-Length: %d\r\n\r\n" % len(body) + body

    def obey(self, line: str) -> None:
        """Behave otherwise from now on."""
        what, value = line.split()
        if what == "latency":
            self.latency = float(value)
        else:
            self.validators = value == "on"


async def main() -> None:
    """Serve until standard input is closed."""
    server = Server(int(sys.argv[1]), int(sys.argv[2]))
    listening = await asyncio.start_server(server.serve, "0.0.0.0", 0, backlog=512)  # noqa: S104
    print(listening.sockets[0].getsockname()[1], flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        server.obey(line)
        print("ok", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
