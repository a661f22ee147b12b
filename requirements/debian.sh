#!/bin/sh
# Usage: debian.sh PACKAGE [COMMAND…]. Installs a Debian package unless one of the commands is there already.
# Where it may not, or this is no Debian, it says what to install and goes on: whoever needs it says so if it matters.
set -eu

package=$1
shift
for command in "$@"; do
    if command -v "$command" >/dev/null 2>&1; then exit 0; fi
done

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Please install $package; what needs it is left out or will fail." >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "Please run: sudo apt-get install $package" >&2
    exit 0
fi
echo "Installing $package"
# shellcheck disable=SC2086 # no words at all when we are root
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null
