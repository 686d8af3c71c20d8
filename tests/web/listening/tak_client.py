"""A real TAK client: pytak, as gateways use it."""

import asyncio
import warnings
from configparser import ConfigParser

with warnings.catch_warnings():
    # It tells that it could not ask a TAK server for a certificate: nobody here does.
    warnings.simplefilter("ignore")
    import pytak


async def pytak_tells(url, *uids, **said):
    """Let a real client connect, and tell where each of ``uids`` is now."""
    config = ConfigParser()
    config["client"] = {"COT_URL": url, **said}
    client = await pytak.txworker_factory(asyncio.Queue(), config["client"])
    for uid in uids:
        await client.send_data(pytak.gen_cot(lat=47.22, lon=-1.55, ce=5, uid=uid, stale=60))
    client.writer.close()
