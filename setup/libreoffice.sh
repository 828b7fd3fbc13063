#!/usr/bin/env bash
# What the whole test suite needs besides Python: LibreOffice 25.2 or later with its Python bridge, the tools that
# look at a PDF, and fonts that hold every Vietnamese letter (Debian 12's fonts-liberation lacks 92 of them).
# Where it cannot be installed the tests that need it are skipped; as root with CI=true that is a failure.
set -euo pipefail
. "$(dirname "$0")/debian.sh"

oldest=4:25.2 # the first we know to bind our add-in's functions when it opens an .xlsx

give_up() {
    echo "LibreOffice tests will be skipped: $1"
    if is_root && [ "${CI:-}" = true ]; then
        echo "CI=true: they must run here." >&2
        exit 1
    fi
    exit 0
}

# version PACKAGE: of an installed package, else empty.
version() {
    dpkg-query -W -f='${db:Status-Status} ${Version}' "$1" 2>/dev/null | sed -n 's/^installed //p' || true
}

recent() { [ -n "$1" ] && dpkg --compare-versions "$1" ge "$oldest"; }

codename="$(debian_codename)"
[ -n "$codename" ] || give_up "this is not Debian; install LibreOffice 25.2 or later with its Python (uno) yourself."

suite=(libreoffice-calc-nogui python3-uno libreoffice-script-provider-python)
others=(poppler-utils fonts-liberation2 fonts-croscore fonts-crosextra-carlito)
backports=--backports
if [ "$codename" != bookworm ]; then # later releases carry a recent LibreOffice and the second Liberation fonts
    backports=
    others[1]=fonts-liberation
fi

# A person's own LibreOffice with windows cannot stand beside the one without: leave it as it is.
desktop="$(version libreoffice-core)"
if [ -n "$desktop" ]; then
    recent "$desktop" || give_up "the LibreOffice on this machine ($desktop) is older than 25.2."
    suite=(libreoffice-calc python3-uno libreoffice-script-provider-python)
fi

missing=()
for package in "${suite[@]}"; do recent "$(version "$package")" || missing+=("$package"); done
for package in "${others[@]}"; do [ -n "$(version "$package")" ] || missing+=("$package"); done
[ "${#missing[@]}" -gt 0 ] || exit 0

is_root || give_up "as root, 'make libreoffice' installs ${missing[*]}."
echo "Installing ${missing[*]} (about 130 MB) ..."
debian_install $backports "${missing[@]}" || give_up "installing ${missing[*]} failed."
echo "Installed LibreOffice $(version "${suite[0]}")."
