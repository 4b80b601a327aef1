"""What uvicorn runs: the host on PostgreSQL, or on a file of SQLite for a first try."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi_host.host import host_on
from sqlalchemy.ext.asyncio import create_async_engine

from pdflow.storage.sqlalchemy import AsyncSqlAlchemyStore, metadata

engine = create_async_engine(os.environ.get("DATABASE_URL", "sqlite+aiosqlite:///host.sqlite"))


@asynccontextmanager
async def with_tables(app: FastAPI) -> AsyncIterator[None]:
    """Make the tables where there are none; a host with migrations has Alembic do so."""
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    yield
    await engine.dispose()


app = host_on(AsyncSqlAlchemyStore(engine), lifespan=with_tables)
