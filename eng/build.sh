# Shared by the root scripts. Everything goes to standard error, so that a command's own output stays clean.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

need() { # command, what to do
  command -v "$1" >/dev/null || { echo "$1 is not installed. $2" >&2; exit 1; }
}

# Builds the embedded host and prints the path of its executable.
build_host() {
  need dotnet "Install the .NET 10 SDK: https://dotnet.microsoft.com/download"
  local log
  log=$(mktemp)
  if ! dotnet build FunctionApp.Local --configuration Release --verbosity quiet >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
  grep -i 'libvips' "$log" >&2 || true
  rm -f "$log"
  echo "$PWD/artifacts/bin/FunctionApp.Local/release/FunctionApp.Local"
}
