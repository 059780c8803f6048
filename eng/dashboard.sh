# Shared by the root scripts: the dashboard's own tests.

# Tests what the page works out by itself. The build of the hosts has installed what that takes.
check_dashboard() {
  local results
  results=$(npm test --prefix dashboard --silent 2>&1) || { echo "$results" >&2; return 1; }
  echo "dashboard: $(grep -oE '^(#|ℹ) pass [0-9]+' <<<"$results" | grep -oE '[0-9]+') tests of the page's logic passed"
}
