#!/usr/bin/env bash
# Builds .venv from the lock files named (base crawl classify desk test …) and finds, or as root installs, Debian's parts.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
missing() { say "$1 is missing: $2."; exit 2; }

debian() { # debian PACKAGE… : install as root without questions; elsewhere say how
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing Debian's $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1 ||
      { apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends "$@" >/dev/null; } ||
      missing "$*" "apt-get could not install it, see apt-get install $*"
  else
    missing "$*" "install it once as root with: apt-get install $*"
  fi
}

python=""
for name in python3.11 python3 python3.12 python3.13; do
  if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$name
    break
  fi
done
if [ -z "$python" ]; then debian python3 && python=python3; fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then debian python3-venv; fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/installer.lock
locks=()
for room in "$@"; do
  case $room in
  postgresql)
    if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
      # Debian's own cluster is not wanted: the tests make theirs in a temporary folder.
      if [ "$(id -u)" = 0 ]; then
        mkdir -p /etc/postgresql-common
        [ -e /etc/postgresql-common/createcluster.conf ] ||
          echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
      fi
      debian postgresql
    fi
    ;;
  chromium) command -v chromium >/dev/null || command -v chromium-browser >/dev/null || debian chromium ;;
  *) locks+=(-r "requirements/$room.lock") ;;
  esac
done
.venv/bin/uv pip install -q --system-certs --require-hashes --python .venv/bin/python "${locks[@]}"
.venv/bin/uv pip install -q --system-certs --no-deps --no-build-isolation --python .venv/bin/python -e .
