#!/bin/sh
# install-tools.sh [node]: what the tests need beside Python: Chromium (browser tests), Java (the Nu HTML checker), and for
# `make test-all` Node (Lighthouse). Installed by apt where that is allowed; elsewhere this says exactly what to install.
set -eu
missing=""
have() { command -v "$1" >/dev/null 2>&1; }
have chromium || have chromium-browser || have google-chrome || missing="$missing chromium"
have java || missing="$missing default-jre-headless"
[ "${1:-}" != node ] || have npm || missing="$missing npm"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && have apt-get; then
  echo "Installing$missing …" >&2
  apt-get update -qq
  # shellcheck disable=SC2086  # a list of packages
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  exit 0
fi
echo "The tests need these packages: sudo apt-get install$missing" >&2
exit 1
