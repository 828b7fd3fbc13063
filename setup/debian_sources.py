"""Choose, from this machine's own apt sources, those of Debian itself, and add backports on the same mirror.

    python3 setup/debian_sources.py bookworm FOLDER [--backports] [--apt /etc/apt]

writes FOLDER/debian.list and FOLDER/debian.sources for `apt-get -o Dir::Etc::sourceparts=FOLDER`. Other
repositories are left out: one that is unreachable must not stop us. Standard library only, for any Python 3.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

DEBIAN_KEYRING = "debian-archive-keyring"
ONE_LINE = re.compile(r"^deb\s+(?:\[(?P<options>[^]]*)\]\s+)?(?P<uri>\S+)\s+(?P<suite>\S+)\s+(?P<components>.+)$")
FIELD = re.compile(r"^(?P<name>[A-Za-z-]+):[ \t]*(?P<value>.*(?:\n[ \t].*)*)", re.MULTILINE)


def is_debian(uris: str, signed_by: str) -> bool:
    """Signed by Debian's keyring, or at an address that ends as a Debian mirror's does."""
    ends = ("/debian", "/debian-security")
    return DEBIAN_KEYRING in signed_by or any(uri.rstrip("/").endswith(ends) for uri in uris.split())


def is_ours(suite: str, codename: str) -> bool:
    """The release itself, its updates and its security fixes; never backports, which we add ourselves."""
    return suite in (codename, f"{codename}-updates", f"{codename}-security")


def one_line_entries(text: str, codename: str, backports: bool) -> Iterator[str]:
    """Debian's entries of a sources.list, with one for backports after the release's own."""
    for line in text.splitlines():
        entry = ONE_LINE.match(line.split("#")[0].strip())
        if entry is None or "main" not in entry["components"].split():
            continue
        options = entry["options"] or ""
        if not is_debian(entry["uri"], options) or not is_ours(entry["suite"], codename):
            continue
        brackets = f"[{options}] " if options else ""
        suites = [entry["suite"]]
        if backports and entry["suite"] == codename:
            suites.append(f"{codename}-backports")
        yield from (f"deb {brackets}{entry['uri']} {suite} main" for suite in suites)


def stanzas(text: str, codename: str, backports: bool) -> Iterator[str]:
    """Debian's stanzas of a deb822 .sources file, with backports among the suites of the release's own."""
    text = re.sub(r"^#.*\n?", "", text, flags=re.MULTILINE)
    for stanza in re.split(r"\n[ \t]*\n", text.strip()):
        fields = {field["name"].lower(): field["value"].strip(" \t") for field in FIELD.finditer(stanza)}
        if "deb" not in fields.get("types", "").split() or "main" not in fields.get("components", "").split():
            continue
        if fields.get("enabled", "yes").lower() in ("no", "false", "off", "0"):
            continue
        suites = [suite for suite in fields.get("suites", "").split() if is_ours(suite, codename)]
        if not suites or not is_debian(fields.get("uris", ""), fields.get("signed-by", "")):
            continue
        if backports and codename in suites:
            suites.append(f"{codename}-backports")
        fields |= {"types": "deb", "suites": " ".join(suites), "components": "main"}
        yield "".join(f"{name.title()}: {value}\n" for name, value in fields.items())


def chosen(apt: Path, codename: str, backports: bool) -> tuple[list[str], list[str]]:
    """(one-line entries, stanzas) of Debian itself from sources.list and sources.list.d under `apt`."""
    parts = apt / "sources.list.d"
    lists = [path for path in (apt / "sources.list", *sorted(parts.glob("*.list"))) if path.is_file()]
    sources = sorted(parts.glob("*.sources"))
    entries = [entry for path in lists for entry in one_line_entries(path.read_text(), codename, backports)]
    blocks = [block for path in sources for block in stanzas(path.read_text(), codename, backports)]
    return list(dict.fromkeys(entries)), list(dict.fromkeys(blocks))


def main() -> int:
    """Write the two files; exit status 1 if these sources name no Debian mirror."""
    parser = argparse.ArgumentParser(description="Debian's own apt sources of this machine, with backports.")
    parser.add_argument("codename")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--backports", action="store_true")
    parser.add_argument("--apt", type=Path, default=Path("/etc/apt"))
    asked = parser.parse_args()
    entries, blocks = chosen(asked.apt, asked.codename, asked.backports)
    (asked.folder / "debian.list").write_text("".join(f"{entry}\n" for entry in entries))
    (asked.folder / "debian.sources").write_text("\n".join(blocks))
    return 0 if entries or blocks else 1


if __name__ == "__main__":
    sys.exit(main())
