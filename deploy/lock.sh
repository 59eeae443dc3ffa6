#!/usr/bin/env bash
# Writes requirements/*.lock: one a door, all agreeing with each other, each package with its hashes.
set -euo pipefail
cd "$(dirname "$0")/.."
together=$(mktemp)
trap 'rm -f "$together"' EXIT
compile() { .venv/bin/uv pip compile -q --system-certs --no-header --no-annotate --python-version 3.11 "$@"; }
compile pyproject.toml --extra crawl --extra classify --extra desk --extra test -o "$together" ${UPGRADE:+--upgrade}
compile pyproject.toml --generate-hashes -c "$together" -o requirements/base.lock >/dev/null
for room in crawl classify desk test; do
  compile pyproject.toml --extra "$room" --generate-hashes -c "$together" -o "requirements/$room.lock" >/dev/null
done
compile pyproject.toml --extra spark --generate-hashes -c "$together" -o requirements/spark.lock >/dev/null
printf 'uv\n' | compile - --generate-hashes -o requirements/installer.lock >/dev/null
