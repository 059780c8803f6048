# Installs libvips for the platform that the app runs on. A machine of another kind installs its own again when node_modules is removed.
# Builds the dashboard, which a package must not be without.
$ErrorActionPreference = 'Stop'
$libvips = Join-Path $PSScriptRoot '../../eng/libvips'
Remove-Item -Recurse -Force -ErrorAction SilentlyContinue (Join-Path $libvips 'node_modules')
dotnet build (Join-Path $PSScriptRoot '../../dashboard/build.proj') -p:DashboardRequired=true
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
dotnet build (Join-Path $libvips 'install.proj') '-p:LibvipsPlatform="--os=linux --cpu=x64 --libc=glibc"'
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
