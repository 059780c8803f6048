#!/bin/sh
# Subscribes the app to the events of new blobs (events.bicep). Azure CLI, signed in; the names come from the outputs of main.bicep.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)

# The host makes the key that Event Grid shows when it first starts with the code. Only whether it is there is asked for, not the key.
tries=0
until curl --silent --fail --output /dev/null "$FUNCTION_APP_URL/api/health/live" \
  && [ "$(az functionapp keys list --subscription "$AZURE_SUBSCRIPTION_ID" --resource-group "$AZURE_RESOURCE_GROUP" --name "$FUNCTION_APP_NAME" \
    --query "contains(keys(systemKeys), 'blobs_extension')" --output tsv)" = true ]; do
  tries=$((tries + 1))
  if [ "$tries" -ge 30 ]; then
    echo "The app at $FUNCTION_APP_URL did not start within five minutes; run 'azd hooks run postdeploy' once it does." >&2
    exit 1
  fi
  sleep 10
done

az deployment group create \
  --name events \
  --subscription "$AZURE_SUBSCRIPTION_ID" \
  --resource-group "$AZURE_RESOURCE_GROUP" \
  --template-file "$root/infra/events.bicep" \
  --parameters \
    functionAppName="$FUNCTION_APP_NAME" \
    topicName="$EVENT_TOPIC_NAME" \
    storageName="$MEDIA_STORAGE_NAME" \
    deadLetterContainer="$DEAD_LETTER_CONTAINER" \
  --output none
