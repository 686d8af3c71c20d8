"""A cable between a browser and a server, which can be cut: what a browser calls "offline" leaves a
stream that is open as it is."""

import asyncio
import threading
from contextlib import suppress


class Relay:
    """A cable that can be cut: passes on what comes to a port of its own."""

    def __init__(self, port):
        self._port = port
        self._is_cut = False
        self._open = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()
        self._ready.wait()

    def cut(self):
        """End every connection, and take no other."""
        self._loop.call_soon_threadsafe(self._end)

    def mend(self):
        self._is_cut = False

    def _end(self):
        self._is_cut = True
        for writer in list(self._open):
            writer.transport.abort()

    def _run(self):
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        self._loop.run_forever()

    async def _serve(self, reader, writer):
        if self._is_cut:
            writer.transport.abort()
            return
        there = await asyncio.open_connection("127.0.0.1", self._port)
        if self._is_cut:  # meanwhile
            there[1].transport.abort()
            writer.transport.abort()
            return
        self._open |= {writer, there[1]}
        await asyncio.gather(self._pass(reader, there[1]), self._pass(there[0], writer))
        self._open -= {writer, there[1]}

    async def _pass(self, reader, writer):
        with suppress(OSError):
            while part := await reader.read(65536):
                writer.write(part)
                await writer.drain()
        writer.close()
