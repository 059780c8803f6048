#!/usr/bin/env bash
# Prints a folder with real photographs, and fills it first if need be: those of Debian's package mate-backgrounds, which are free
# to use but not ours to commit. PHOTOS names another folder instead.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ -n ${PHOTOS:-} ]]; then
  echo "$PHOTOS"
  exit
fi

folder=$PWD/artifacts/photos
if [[ ! -d $folder ]]; then
  command -v apt-get dpkg-deb >/dev/null || { echo "Photographs come from a Debian package. Elsewhere, set PHOTOS to a folder of your own." >&2; exit 1; }
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && { apt-get download -q mate-backgrounds || { apt-get update -q && apt-get download -q mate-backgrounds; }; }) >&2
  dpkg-deb --extract "$work"/mate-backgrounds_*.deb "$work/package"
  mkdir -p "$work/photos"
  find "$work/package" -name '*.jpg' -exec mv {} "$work/photos" \;
  mkdir -p artifacts
  mv "$work/photos" "$folder"
fi
echo "$folder"
