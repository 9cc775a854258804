#!/bin/sh
# make-venv.sh PYTHON FOLDER: a virtual environment; where Debian has split `venv` off, it is installed first.
set -eu
python=$1 folder=$2
"$python" -m venv "$folder" 2>/dev/null && exit 0
rm -rf "$folder"
version=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
package="python$version-venv"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing $package …" >&2
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null
  exec "$python" -m venv "$folder"
fi
echo "Python's venv is missing. Install it: sudo apt-get install $package" >&2
exit 1
