metadata description = 'Tells the app of new blobs. Deployed after the code (azd postdeploy hook): only then the app has the key and the functions that Event Grid calls.'

@description('Name of the app.')
param functionAppName string

@description('Name of the Event Grid topic of the media account.')
param topicName string

@description('The storage account with the images.')
param storageName string

@description('Its container for events that could not be delivered.')
param deadLetterContainer string

// One for each [BlobTrigger] in FunctionApp/Functions.
var triggers = [
  { function: 'OnImageUploaded', container: 'uploads' }
  { function: 'OnEventsUploaded', container: 'events' }
]

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: functionAppName
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

resource subscriptions 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = [
  for trigger in triggers: {
    parent: topic
    name: 'created-in-${trigger.container}'
    properties: {
      destination: {
        endpointType: 'WebHook'
        properties: {
          endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.${trigger.function}&code=${listKeys('${app.id}/host/default', '2024-11-01').systemKeys.blobs_extension}'
        }
      }
      eventDeliverySchema: 'EventGridSchema'
      filter: {
        includedEventTypes: ['Microsoft.Storage.BlobCreated']
        subjectBeginsWith: '/blobServices/default/containers/${trigger.container}/'
      }
      // An app that is cold may refuse the first delivery.
      retryPolicy: {
        maxDeliveryAttempts: 30
        eventTimeToLiveInMinutes: 1440
      }
      deadLetterWithResourceIdentity: {
        identity: {
          type: 'SystemAssigned'
        }
        deadLetterDestination: {
          endpointType: 'StorageBlob'
          properties: {
            resourceId: storage.id
            blobContainerName: deadLetterContainer
          }
        }
      }
    }
  }
]
