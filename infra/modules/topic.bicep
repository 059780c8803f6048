metadata description = 'Event Grid\'s view of the media account. Who is told of its events is in events.bicep, which needs the app\'s code to be there.'

@description('Name of the topic.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('The storage account whose events these are.')
param storageName string

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    source: storage.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

@description('Name of the topic.')
output name string = topic.name

@description('Resource id, for the alert.')
output id string = topic.id

@description('Who writes the dead letters.')
output principalId string = topic.identity.principalId
