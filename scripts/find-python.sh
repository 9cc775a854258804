#!/bin/sh
# find-python.sh: print the first Python of the PATH that is new enough (3.11.5: what the pinned packages ask for); say
# which ones were tried where none is.
tried=""
for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
  IFS=:
  for folder in $PATH; do
    [ -x "$folder/$name" ] || continue
    if "$folder/$name" -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null; then
      printf '%s\n' "$folder/$name"
      exit 0
    fi
    tried="$tried $folder/$name"
  done
  unset IFS
done
echo "Python 3.11.5 or later is needed; too old or broken:${tried:- none found}. Name one: make PYTHON=…" >&2
exit 1
