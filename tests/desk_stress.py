"""Many tasks at work on few streams of one asynchronous store."""

from __future__ import annotations

import asyncio
from collections import Counter
from random import Random

from tests.test_desk import enrol, plan

from pdflow.desk import AsyncDesk, Receipt
from pdflow.participation import decider
from pdflow.storage.async_event_store import AsyncEventStore

TASKS, STREAMS, EACH = 64, 20, 6


async def stressed(store: AsyncEventStore) -> None:
    """64 tasks plan sessions on 20 streams by two desks, some of them twice: nothing is lost, nothing doubled."""
    desks = [AsyncDesk(decider, store, clock=None), AsyncDesk(decider, store, clock=None, keep=5, snapshot_every=7)]
    for n in range(STREAMS):
        await desks[0].carry_out(f"p-{n}", enrol())

    async def work(task: int) -> list[tuple[str, str, Receipt]]:
        random, done = Random(task), []
        for n in range(EACH):
            stream, command = f"p-{random.randrange(STREAMS)}", plan(f"{task} {n}")
            for _ in range(random.choice((1, 1, 2))):
                receipt = await desks[random.randrange(2)].carry_out(stream, command)
                done.append((stream, command.plan, receipt))
        return done

    receipts = [done for each in await asyncio.gather(*map(work, range(TASKS))) for done in each]
    plans = Counter((stream, name) for stream, name, receipt in receipts if not receipt.repeated)
    assert set(plans.values()) == {1}
    assert len(plans) == TASKS * EACH
    for n in range(STREAMS):
        stream = f"p-{n}"
        rows = await store.load(stream)
        assert [row.version for row in rows] == [*range(1, len(rows) + 1)]
        acknowledged = {receipt.version: name for of, name, receipt in receipts if of == stream}
        anew, version = await AsyncDesk(decider, store, clock=None, keep=0).load(stream)
        assert {1, *acknowledged} == {*range(1, version + 1)}
        assert [*anew.plans] == [name for _, name in sorted(acknowledged.items())]
        for desk in desks:
            assert await desk.load(stream) == (anew, version)
