#!/bin/sh
# Installs libvips for the platform that the app runs on. A machine of another kind installs its own again when node_modules is removed.
# Builds the dashboard, which a package must not be without.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
if [ "$(uname -s)-$(uname -m)" != Linux-x86_64 ]; then
  rm -rf "$root/eng/libvips/node_modules"
fi
dotnet build "$root/dashboard/build.proj" -p:DashboardRequired=true
dotnet build "$root/eng/libvips/install.proj" -p:LibvipsPlatform="--os=linux --cpu=x64 --libc=glibc"
