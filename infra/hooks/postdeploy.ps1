# Subscribes the app to the events of new blobs (events.bicep). Azure CLI, signed in; the names come from the outputs of main.bicep.
$ErrorActionPreference = 'Stop'

# The host makes the key that Event Grid shows when it first starts with the code. Only whether it is there is asked for, not the key.
for ($tries = 0; ; $tries++) {
  try {
    Invoke-WebRequest -UseBasicParsing "$env:FUNCTION_APP_URL/api/health/live" | Out-Null
    $found = az functionapp keys list --subscription $env:AZURE_SUBSCRIPTION_ID --resource-group $env:AZURE_RESOURCE_GROUP --name $env:FUNCTION_APP_NAME `
      --query "contains(keys(systemKeys), 'blobs_extension')" --output tsv
    if ($found -eq 'true') { break }
  } catch {
    Write-Verbose $_
  }

  if ($tries -ge 30) {
    throw "The app at $env:FUNCTION_APP_URL did not start within five minutes; run 'azd hooks run postdeploy' once it does."
  }

  Start-Sleep -Seconds 10
}

az deployment group create `
  --name events `
  --subscription $env:AZURE_SUBSCRIPTION_ID `
  --resource-group $env:AZURE_RESOURCE_GROUP `
  --template-file (Join-Path $PSScriptRoot '../events.bicep') `
  --parameters `
    functionAppName=$env:FUNCTION_APP_NAME `
    topicName=$env:EVENT_TOPIC_NAME `
    storageName=$env:MEDIA_STORAGE_NAME `
    deadLetterContainer=$env:DEAD_LETTER_CONTAINER `
  --output none
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
