# Shared by the root scripts: where the Azure host's references come from. See docs/decisions/signatures.md.

# Settles AzureReferences for every dotnet command that follows: the packages where this machine's source holds them, else declarations.
choose_azure_references() {
  if [[ -z ${AzureReferences:-} ]]; then
    if AzureReferences=packages dotnet restore FunctionApp.Tests --verbosity quiet >/dev/null 2>&1; then
      AzureReferences=packages
    else
      AzureReferences=signatures
    fi
  fi
  export AzureReferences
}

# The tests that Durable Task's test host cannot pass.
beyond_test_host() {
  sed -E '/^#/d; s/ .*//' eng/durable-test-host.txt
}

# Leaves them out, where they would run.
azure_test_filter() {
  if [[ $AzureReferences == packages ]]; then
    beyond_test_host | sed -E 's/.*/FullyQualifiedName!~DurableOrchestrationContractTests.&/' | paste -sd '&'
  fi
}

# Says what the tests of the Azure host stood on; what did not run is named and counted, and is no part of what passed.
report_azure_references() {
  if [[ $AzureReferences == packages ]]; then
    echo "Azure host: compiled and tested against the packages. Not run, see eng/durable-test-host.txt:"
    beyond_test_host | sed 's/^/  DurableOrchestrationContractTests./'
    echo "  $(beyond_test_host | wc -l) tests in all"
    return
  fi

  echo "Azure host: compiled and tested against signatures (declarations), not the packages. Not run:"
  local suite contract tests total=0
  for suite in FunctionApp.Tests/Azure/Packages/*ContractTests.cs; do
    contract=$(sed -nE 's/^public sealed class \w+ : (\w+).*/\1/p' "$suite")
    tests=$(grep -c '\[TestMethod\]' "FunctionApp.Tests/Contracts/$contract.cs")
    total=$((total + tests))
    echo "  $(basename "$suite" .cs): $tests tests"
  done
  echo "  $total tests in all"
}
