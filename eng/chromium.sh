# Shared by the root scripts: the Chromium that the dashboard is tested in.

# Where it is; nothing when it is not. CHROMIUM names another.
chromium() {
  if [[ -n ${CHROMIUM:-} ]]; then
    echo "$CHROMIUM"
  else
    command -v chromium chromium-browser google-chrome google-chrome-stable | head -n 1 || true
  fi
}

# Installs it where that can be done without asking; never fails.
provide_chromium() {
  if [[ -z $(chromium) ]] && command -v apt-get >/dev/null && [[ $(id -u) == 0 ]]; then
    apt-get install --yes --no-install-recommends chromium >/dev/null 2>&1 \
      || { apt-get update && apt-get install --yes --no-install-recommends chromium; } >/dev/null 2>&1 || true
  fi
}

# Leaves its tests out, where it is not.
chromium_test_filter() {
  [[ -n $(chromium) ]] || echo "FullyQualifiedName!~FunctionApp.Tests.Browser."
}

# Says what did not run, which is no part of what passed.
report_chromium() {
  if [[ -n $(chromium) ]]; then
    return
  fi

  echo "Dashboard in a browser: not run, for want of Chromium."
  local suite tests total=0
  for suite in FunctionApp.Tests/Browser/*Tests.cs; do
    tests=$(grep -c '\[TestMethod\]' "$suite")
    total=$((total + tests))
    echo "  $(basename "$suite" .cs): $tests tests"
  done
  echo "  $total tests in all"
}
