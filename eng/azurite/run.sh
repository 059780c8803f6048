# Sourced by ./run azurite: the storage emulator, on its usual ports, until Ctrl+C. What it stores stays in data/azurite.

need npm "Install Node.js 20 or later: https://nodejs.org"
if [[ ! -x eng/azurite/node_modules/.bin/azurite || eng/azurite/package-lock.json -nt eng/azurite/node_modules/.package-lock.json ]]; then
  npm --prefix eng/azurite ci --no-audit --no-fund --silent >&2
fi

# The storage client may be newer than the emulator; what the app uses of it is old.
exec eng/azurite/node_modules/.bin/azurite --location data/azurite --skipApiVersionCheck --silent "$@"
