# Shared by the root scripts: the redis-server that the shared rate limiter is tested on.

# Installs it where that can be done without asking; never fails.
provide_redis() {
  if ! command -v redis-server >/dev/null && command -v apt-get >/dev/null && [[ $(id -u) == 0 ]]; then
    apt-get install --yes --no-install-recommends redis-server >/dev/null 2>&1 \
      || { apt-get update && apt-get install --yes --no-install-recommends redis-server; } >/dev/null 2>&1 || true
  fi
}

# Leaves its tests out, where it is not.
redis_test_filter() {
  command -v redis-server >/dev/null || echo "FullyQualifiedName!~RedisRateLimiterTests"
}

# Says what did not run, which is no part of what passed.
report_redis() {
  if ! command -v redis-server >/dev/null; then
    local own contract
    own=$(grep -c '\[TestMethod\]' FunctionApp.Tests/Azure/Redis/RedisRateLimiterTests.cs)
    contract=$(grep -c '\[TestMethod\]' FunctionApp.Tests/Contracts/RateLimiterContract.cs)
    echo "Rate limiter on Redis: not run, for want of redis-server."
    echo "  RedisRateLimiterTests: $((own + contract)) tests"
  fi
}
