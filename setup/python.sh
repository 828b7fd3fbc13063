#!/usr/bin/env bash
# Build .venv with the project and its development tools. A stamp says for which pyproject.toml, folder and Python it
# was built, so that a second run has nothing to do. pip follows this machine's own configuration.
set -euo pipefail
cd "$(dirname "$0")/.."
. setup/debian.sh

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

python=
# 3.11 first: LibreOffice's bridge of Debian 12 speaks to that version only.
for candidate in ${PYTHON:-python3.11 python3 python3.12 python3.13}; do
    if "$candidate" -c "$new_enough" 2>/dev/null; then
        python="$candidate"
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or later is needed and was not found (PYTHON=/path/to/python make ...)." >&2
    exit 1
fi

works() { .venv/bin/python -c "$new_enough" 2>/dev/null && .venv/bin/python -m pip --version >/dev/null 2>&1; }

# Debian keeps venv's pip in a package of its own (python3-venv), so a plain Debian needs one of several ways round.
build_venv() {
    "$python" -m venv --clear .venv >/dev/null 2>&1 && works && return
    if is_root && [ -n "$(debian_codename)" ]; then
        echo "Installing python3-venv ..."
        debian_install python3-venv && "$python" -m venv --clear .venv && works && return
    fi
    "$python" -m virtualenv --clear .venv >/dev/null 2>&1 && works && return
    "$python" -m venv --clear --without-pip .venv >/dev/null 2>&1 &&
        "$python" -m pip --python .venv/bin/python install -q pip && works && return
    rm -rf .venv
    echo "No virtual environment could be made: install python3-venv (apt-get install python3-venv), then try again." >&2
    return 1
}

fingerprint() { { cat pyproject.toml; pwd; .venv/bin/python --version; } | cksum; }

works || build_venv
stamp=.venv/set-up-for
[ "$(cat "$stamp" 2>/dev/null)" != "$(fingerprint)" ] || exit 0
echo "Installing thidua-xl and its tools into .venv ..."
rm -f "$stamp"
.venv/bin/python -m pip install -q --disable-pip-version-check -e '.[dev]'
fingerprint >"$stamp"
