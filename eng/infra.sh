# Shared by the root scripts: what is known of infra/ without Azure.

# Holds the infrastructure against Azure's resource types and against the code, then shows of each rule that it catches what it is for.
check_infrastructure() {
  quietly npm ci --prefix infra/check --no-audit --no-fund
  node infra/check/check.mjs
  local results
  results=$(node --test --test-reporter=tap infra/check/tests/*.test.mjs) || { echo "$results" >&2; return 1; }
  echo "infra: $(grep -c '^ok' <<<"$results") tests of the check passed"
}
