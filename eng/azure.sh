# Shared by the root scripts: where the Azure host's references come from. See docs/decisions/signatures.md.

# Settles AzureReferences, for every dotnet command that follows: the packages where this machine's source holds them, else declarations.
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

# Says what the tests of the Azure host stood on; what did not run is named and counted, and is no part of what passed.
report_azure_references() {
  if [[ $AzureReferences == packages ]]; then
    echo "Azure host: compiled and tested against the packages."
    return
  fi
  echo "Azure host: compiled and tested against signatures (declarations), because the packages could not be restored. Not run:"
  local suite contract tests total=0
  for suite in FunctionApp.Tests/Azure/Packages/*Tests.cs; do
    contract=$(sed -nE 's/^public sealed class \w+ : (\w+).*/\1/p' "$suite")
    tests=$(cat "$suite" ${contract:+"FunctionApp.Tests/Contracts/$contract.cs"} | grep -c '\[TestMethod\]')
    total=$((total + tests))
    echo "  $(basename "$suite" .cs): $tests tests"
  done
  echo "  $total tests in all"
}
