# Sourced by the other scripts: packages from Debian's own mirror, as this machine knows it.

is_root() { [ "$(id -u)" -eq 0 ]; }

# debian_codename: bookworm, trixie, ...; empty where this is not Debian.
debian_codename() {
    [ -r /etc/os-release ] && command -v apt-get >/dev/null || return 0
    (. /etc/os-release && if [ "${ID:-}" = debian ]; then echo "${VERSION_CODENAME:-}"; fi)
}

# debian_install [--backports] PACKAGE...: needs root. Only Debian's own sources are used, from a folder of
# our own: nothing is changed in /etc/apt, and somebody else's unreachable repository does not matter.
debian_install() {
    local codename backports="" folder status=0
    codename="$(debian_codename)"
    if [ "$1" = --backports ]; then
        backports=--backports
        shift
    fi
    folder="$(mktemp -d)"
    chmod 755 "$folder" # apt reads it as its own user too
    if ! python3 "$(dirname "${BASH_SOURCE[0]}")/debian_sources.py" "$codename" "$folder" $backports; then
        echo "No Debian mirror is named in this machine's apt sources." >&2
        rm -rf "$folder"
        return 1
    fi
    local apt=(apt-get -q -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$folder"
        -o APT::Get::List-Cleanup=0 -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Acquire::http::Timeout=60)
    local release=()
    [ -z "$backports" ] || release=(-t "$codename-backports")
    {
        "${apt[@]}" update &&
            DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "${release[@]}" "$@"
    } >"$folder/log" 2>&1 </dev/null || status=1
    if [ "$status" -ne 0 ] && [ "${CI:-}" = true ]; then
        tail -n 20 "$folder/log" >&2
    elif [ "$status" -ne 0 ]; then
        grep '^E: ' "$folder/log" | tail -n 1 >&2 || true
    fi
    rm -rf "$folder"
    return "$status"
}
