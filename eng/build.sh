# Shared by the root scripts. What they say of themselves goes to standard error, so that a command's own output stays clean.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# glibc gives threads heaps of their own, eight for every processor, and each keeps what pixels leave behind. One takes a third less memory
# and no more time. It has to be said before the process starts: by then the runtime has made several.
export MALLOC_ARENA_MAX=1

need() { # command, what to do
  command -v "$1" >/dev/null || { echo "$1 is not installed. $2" >&2; exit 1; }
}

# Runs a command that is silent unless it fails.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    exit 1
  fi
  rm -f "$log"
}

# Builds the embedded host, compiled ahead of time so that it starts fast, and prints the path of its executable.
build_host() {
  need dotnet "Install the .NET 10 SDK: https://dotnet.microsoft.com/download"
  local host=$PWD/artifacts/host
  [[ -e $host/FunctionApp.Local ]] || echo "Building; the first time takes a minute." >&2
  quietly dotnet publish FunctionApp.Local --use-current-runtime --no-self-contained --configuration Release \
    --output "$host" -p:PublishReadyToRun=true --verbosity quiet
  [[ -e $host/dashboard/index.html ]] || echo "The dashboard could not be built, and is left out: it takes Node.js 20 or later (https://nodejs.org)." >&2
  echo "$host/FunctionApp.Local"
}
