"""Pages are kept as they came, in WARC that any tool reads, under a manifest that shows what was touched."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from models.errors import NotFound
from models.page import ArchivedAt
from models.stores.archive import Archive, Custody, Exchange

AT = datetime(2026, 3, 2, 12, 30, 1, 250000, tzinfo=UTC)
CUSTODY = Custody(site="torget", visit="a" * 32, sheet="b" * 32, crawler="lykta-crawler/1")


def exchange(payload: bytes, name: str = "1", **headers: str) -> Exchange:
    return Exchange(
        url=f"http://torget.example/{name}",
        method="GET",
        request_headers=(("User-Agent", "Lykta"),),
        status=200,
        headers=(("Content-Type", "text/html"), *headers.items()),
        payload=payload,
        asked_at=AT,
        address="127.0.0.1",
    )


def kept(folder: Path, *payloads: bytes, committed: int = 0) -> list[ArchivedAt]:
    writer = Archive(folder).writer(CUSTODY, committed=committed)
    archived = [writer.keep(exchange(payload, str(place))) for place, payload in enumerate(payloads)]
    writer.close()
    return archived


@pytest.mark.parametrize("payload", [b"<h1>hej</h1>", b"", b"\x1f\x8b raw \r\n\r\n bytes \x00\xff", b"\r\n\r\n"])
def test_a_page_reads_back_byte_for_byte(tmp_path: Path, payload: bytes) -> None:
    first, second = kept(tmp_path, payload, b"other")
    assert (Archive(tmp_path).read(first), Archive(tmp_path).read(second)) == (payload, b"other")


def test_other_tools_read_the_file_record_by_record(tmp_path: Path) -> None:
    kept(tmp_path, b"<h1>hej</h1>")
    path = tmp_path / "torget" / f"{CUSTODY.visit}.warc.gz"
    with path.open("rb") as file:
        records = [
            (record.rec_type, record.rec_headers, record.content_stream().read()) for record in ArchiveIterator(file)
        ]
    assert [kind for kind, _, _ in records] == ["warcinfo", "metadata", "request", "response"]
    _, headers, body = records[-1]
    assert body == b"<h1>hej</h1>"
    assert headers.get_header("WARC-Target-URI") == "http://torget.example/0"
    assert headers.get_header("WARC-Date") == "2026-03-02T12:30:01.250000Z"
    assert headers.get_header("WARC-IP-Address") == "127.0.0.1"
    assert b"sheet: " + CUSTODY.sheet.encode() in records[1][2]


def test_the_reference_checker_has_nothing_to_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(tmp_path, b"<h1>hej</h1>", b"x" * 100_000)
    path = tmp_path / "torget" / f"{CUSTODY.visit}.warc.gz"

    class Told:
        inputs = (str(path),)
        verbose = True

    checker = Checker(Told())
    checker.process_all()
    assert checker.exit_value == 0
    assert "digest failed" not in capsys.readouterr().out


def test_what_stands_behind_the_last_committed_member_is_cut(tmp_path: Path) -> None:
    first, second = kept(tmp_path, b"counted", b"not counted")
    path = tmp_path / "torget" / f"{CUSTODY.visit}.warc.gz"
    with path.open("ab") as file:
        file.write(b"\x1f\x8b torn")
    (third,) = kept(tmp_path, b"after the kill", committed=first.offset + first.length)
    archive = Archive(tmp_path)
    assert (archive.read(first), archive.read(third)) == (b"counted", b"after the kill")
    assert third.offset < second.offset + second.length + 200
    assert archive.broken("torget") is None
    assert len((tmp_path / "torget" / "manifest.jsonl").read_text().splitlines()) == 2


def test_a_torn_manifest_line_is_cut_too(tmp_path: Path) -> None:
    (first,) = kept(tmp_path, b"counted")
    with (tmp_path / "torget" / "manifest.jsonl").open("ab") as file:
        file.write(b'{"number": 2, "prev')
    kept(tmp_path, b"after", committed=first.offset + first.length)
    assert Archive(tmp_path).broken("torget") is None


def test_a_changed_byte_is_told(tmp_path: Path) -> None:
    (first,) = kept(tmp_path, b"<h1>hej</h1>")
    path = tmp_path / first.file
    raw = bytearray(path.read_bytes())
    raw[first.offset + first.length - 12] ^= 1
    path.write_bytes(raw)
    with pytest.raises(NotFound):
        Archive(tmp_path).read(first)


def test_a_changed_removed_or_moved_manifest_line_breaks_the_chain(tmp_path: Path) -> None:
    kept(tmp_path, b"1", b"2", b"3")
    path = tmp_path / "torget" / "manifest.jsonl"
    one, two, three = path.read_text().splitlines()
    changed = json.dumps(json.loads(two) | {"commitment": "0" * 64})
    for lines, number in (([one, changed, three], 2), ([one, three], 2), ([one, three, two], 2), ([two, three], 1)):
        path.write_text("\n".join(lines) + "\n")
        assert (
            Archive(tmp_path).broken("torget") == f"torget: manifest line {number} does not follow from the line before"
        )


def test_the_manifest_tells_nothing_of_the_page(tmp_path: Path) -> None:
    kept(tmp_path, b"070-174 06 50")
    told = (tmp_path / "torget" / "manifest.jsonl").read_text()
    assert "example" not in told
    assert "salt" not in told


def test_a_row_that_points_elsewhere_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    for file in ("../secret", "torget/none.warc.gz"):
        with pytest.raises(NotFound):
            Archive(tmp_path / "pages").read(ArchivedAt(file=file, offset=0, length=1, sha256="0" * 64))


def test_a_visit_that_kept_nothing_leaves_no_file(tmp_path: Path) -> None:
    kept(tmp_path)
    assert list(tmp_path.glob("torget/*.warc.gz")) == []


def test_a_header_cannot_break_out_of_its_line(tmp_path: Path) -> None:
    writer = Archive(tmp_path).writer(CUSTODY)
    archived = writer.keep(exchange(b"body", X="a\r\n\r\ninjected"))
    writer.close()
    assert Archive(tmp_path).read(archived) == b"body"
