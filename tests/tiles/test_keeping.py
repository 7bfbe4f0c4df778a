"""Which tiles are kept on the disk, for how long, and what happens when the disk fails."""

from __future__ import annotations

import asyncio
import multiprocessing
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from locator.tiles import TileSettings
from locator.tiles.settings import TileId
from tests.stand_ins.tile_server import Answer, TileServer, tile_png
from tests.tiles.visiting import PICTURE, ask, visitor

pytestmark = pytest.mark.anyio


async def test_a_fresh_tile_is_fetched_once_even_across_restarts(
    settings: TileSettings, host: TileServer
) -> None:
    for _ in range(3):
        assert (await ask(settings)).content == PICTURE
    assert len(host.asked) == 1


@pytest.mark.parametrize(
    "grown_old",
    [
        {"cache_control": "max-age=60", "age": "61"},
        {"cache_control": "max-age=60", "date": "Sat, 01 Jan 2022 00:00:00 GMT"},
        {"cache_control": "", "expires": "Sat, 01 Jan 2022 00:00:00 GMT"},
        {"cache_control": "max-age=0"},
        {"cache_control": "no-cache"},
    ],
    ids=lambda headers: ", ".join(f"{name} {text}" for name, text in headers.items()),
)
async def test_a_stale_tile_is_checked_with_the_tile_host_not_fetched_again(
    settings: TileSettings, host: TileServer, grown_old: dict[str, str]
) -> None:
    host.answer = Answer().with_headers(
        etag='"v1"', last_modified="Wed, 01 Dec 2021 00:00:00 GMT", **grown_old
    )
    await ask(settings)
    again = await ask(settings)
    assert (again.status_code, again.content) == (200, PICTURE)
    assert [request.headers.get("if-none-match") for request in host.asked] == [None, '"v1"']
    assert host.asked[1].headers["if-modified-since"] == "Wed, 01 Dec 2021 00:00:00 GMT"


async def test_a_tile_found_unchanged_is_fresh_again(settings: TileSettings, host: TileServer) -> None:
    host.answer = Answer().with_headers(etag='"v1"', age="3601")
    await ask(settings)
    host.answer = Answer().with_headers(etag='"v1"')
    for _ in range(3):
        assert (await ask(settings)).content == PICTURE
    assert len(host.asked) == 2


async def test_a_tile_drawn_anew_replaces_the_old_one(settings: TileSettings, host: TileServer) -> None:
    host.answer = Answer().with_headers(etag='"v1"', age="3601")
    await ask(settings)
    host.answer = Answer(body=tile_png("new street")).with_headers(etag='"v2"')
    for _ in range(2):
        assert (await ask(settings)).content == tile_png("new street")
    assert len(host.asked) == 2


@pytest.mark.parametrize("forbidden", ["no-store", "private"])
async def test_a_tile_the_host_forbids_to_keep_is_not_kept(
    settings: TileSettings, host: TileServer, forbidden: str
) -> None:
    host.answer = Answer().with_headers(cache_control=forbidden)
    await ask(settings)
    await ask(settings)
    assert len(host.asked) == 2
    host.stop()
    assert (await ask(settings)).status_code == 204


async def test_a_tile_without_a_word_on_keeping_is_kept_for_a_week(
    settings: TileSettings, host: TileServer
) -> None:
    six_days_ago, eight_days_ago = (
        format_datetime(datetime.now(UTC) - timedelta(days=days), usegmt=True) for days in (6, 8)
    )
    host.answer = Answer().with_headers(cache_control="", date=six_days_ago)
    for _ in range(2):
        assert (await ask(settings)).headers["cache-control"] == "max-age=604800"
    assert len(host.asked) == 1
    host.answer = Answer().with_headers(cache_control="", date=eight_days_ago)
    for _ in range(2):
        await ask(settings, "/tiles/12/986/1473.png")
    assert len(host.asked) == 3


async def test_the_disk_never_holds_more_than_allowed_and_the_longest_unused_go_first(
    settings: TileSettings, host: TileServer
) -> None:
    limit = 2_000_000
    settings = replace(settings, max_bytes=limit, max_tile_bytes=300_000)
    host.answer = lambda asked: Answer(body=tile_png(asked.path) + bytes(200_000))
    paths = [f"/tiles/12/{x}/1473.png" for x in range(975, 995)]
    async with visitor(settings) as browser:
        for path in paths:
            await browser.get(path)
            await browser.get(paths[0])
            let_an_hour_pass(settings.cache_folder, but_not_for=settings.url_of(TileId(12, 975, 1473)))
            assert bytes_in(settings.cache_folder / "tiles.sqlite3") <= limit + 300_000
    assert len(host.asked) == len(paths)
    await ask(settings, paths[0])
    await ask(settings, paths[-1])
    assert len(host.asked) == len(paths)
    await ask(settings, paths[1])
    assert len(host.asked) == len(paths) + 1


async def test_a_tile_broken_off_on_its_way_is_never_served(settings: TileSettings, host: TileServer) -> None:
    host.answer = Answer(body=PICTURE[:60]).with_headers(content_length="5000")
    assert (await ask(settings)).status_code == 204
    host.answer = Answer()
    assert (await ask(settings)).content == PICTURE


def test_two_servers_can_share_one_cache(settings: TileSettings, host: TileServer) -> None:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as servers:
        faults = list(servers.map(faults_seen_by_one_server, [settings, settings]))
    assert faults == [0, 0]
    assert len(host.asked) <= 80
    host.stop()
    assert faults_seen_by_one_server(settings) < 10  # a tile both wrote at once may be in nobody's copy


async def test_a_cache_that_cannot_be_written_costs_speed_and_nothing_else(
    settings: TileSettings, host: TileServer
) -> None:
    settings.cache_folder.write_text("a file where the folder should be")
    for _ in range(2):
        assert (await ask(settings)).content == PICTURE
    assert len(host.asked) == 2


async def test_a_spoiled_cache_file_costs_speed_and_nothing_else(settings: TileSettings) -> None:
    settings.cache_folder.mkdir()
    (settings.cache_folder / "tiles.sqlite3").write_bytes(b"not a database at all" * 500)
    assert (await ask(settings)).content == PICTURE


async def test_a_cache_file_of_another_layout_is_left_alone_and_the_base_map_stays(
    settings: TileSettings,
) -> None:
    settings.cache_folder.mkdir()
    with sqlite3.connect(settings.cache_folder / "tiles.sqlite3") as database:
        database.execute("CREATE TABLE entries (something TEXT)")
    database.close()
    assert (await ask(settings)).status_code == 204


def let_an_hour_pass(cache_folder: Path, but_not_for: str) -> None:
    """Make every tile but one look as if nobody had asked for it lately."""
    with sqlite3.connect(cache_folder / "tiles.sqlite3") as database:
        database.execute(
            "UPDATE entries SET last_accessed_at = last_accessed_at - 3600 WHERE instr(data, ?) = 0",
            (but_not_for.encode(),),
        )
    database.close()


def bytes_in(path: Path) -> int:
    return path.stat().st_size


async def _faults(settings: TileSettings) -> int:
    async with visitor(settings) as browser:
        paths = [f"/tiles/13/{x}/2946.png" for x in range(1950, 1990)]
        answers = await asyncio.gather(*(browser.get(path) for path in paths))
    right = [tile_png(path.removeprefix("/tiles")) for path in paths]
    return sum(answer.content != picture for answer, picture in zip(answers, right, strict=True))


def faults_seen_by_one_server(settings: TileSettings) -> int:
    """Forty tiles through a server of its own; how many were not what they should be."""
    return asyncio.run(_faults(settings))
