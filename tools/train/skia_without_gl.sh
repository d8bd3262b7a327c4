#!/bin/sh
# Skia's wheel wants the system's libGL and libEGL even for drawing in memory, which never calls them. On a machine
# without them (a bare GPU server) this makes two libraries with empty functions: ./skia_without_gl.sh DIR, then run
# Python with LD_LIBRARY_PATH=DIR. Needs a C compiler and nm.
set -eu
OUT="${1:?where the libraries go}"
PYTHON="${PYTHON:-python3}"
mkdir -p "$OUT"
SKIA="$("$PYTHON" -c 'import importlib.util as u; print(u.find_spec("skia").origin)')"
nm -D --undefined-only "$SKIA" | awk '$2 ~ /^(gl|egl)[A-Z]/ { print "void " $2 "(void) {}" }' > "$OUT/empty.c"
for NAME in GL EGL; do
  cc -shared -fPIC -Wl,-soname,"lib$NAME.so.1" -o "$OUT/lib$NAME.so.1" "$OUT/empty.c"
done
