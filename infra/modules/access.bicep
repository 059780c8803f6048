metadata description = 'Who may do what: every role assignment, each on the narrowest scope that does.'

@description('The app\'s identity.')
param appPrincipalId string

@description('A developer, or whoever deploys; nobody when empty.')
param developerPrincipalId string

@allowed(['User', 'Group', 'ServicePrincipal'])
@description('What the developer is to Entra ID.')
param developerPrincipalType string

@description('The Event Grid topic\'s identity.')
param topicPrincipalId string

@description('The host\'s storage account.')
param hostStorageName string

@description('The storage account with the images.')
param mediaStorageName string

@description('The container that the topic writes undeliverable events to.')
param deadLetterContainer string

@description('The Application Insights component.')
param insightsName string

@description('The vault.')
param vaultName string

@description('The scheduler, or nothing.')
param schedulerName string

@description('The scheduler\'s task hub, or nothing.')
param taskHubName string

@description('The vision account, or nothing.')
param visionName string

var roles = loadJsonContent('../roles.json')
var useScheduler = !empty(schedulerName)
var hasDeveloper = !empty(developerPrincipalId)

resource hostStorage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostStorageName
}

resource mediaStorage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: mediaStorageName
}

resource mediaBlobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' existing = {
  parent: mediaStorage
  name: 'default'
}

resource deadLetters 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' existing = {
  parent: mediaBlobs
  name: deadLetterContainer
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' existing = if (useScheduler) {
  name: schedulerName
}

resource taskHub 'Microsoft.DurableTask/schedulers/taskHubs@2025-11-01' existing = if (useScheduler) {
  parent: scheduler
  name: taskHubName
}

resource vision 'Microsoft.CognitiveServices/accounts@2025-12-01' existing = if (!empty(visionName)) {
  name: visionName
}

// The package, the keys of the host, timers and leases, what triggers have seen; and the task hub when there is no scheduler.
resource appOnHostStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in ['Storage Blob Data Owner', 'Storage Queue Data Contributor', 'Storage Table Data Contributor']: {
    scope: hostStorage
    name: guid(hostStorage.id, appPrincipalId, roles[role])
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[role])
    }
  }
]

// The images. Blob triggers ask for Owner, and for queues: that is where blobs go that failed too often.
resource appOnMediaStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in ['Storage Blob Data Owner', 'Storage Queue Data Contributor']: {
    scope: mediaStorage
    name: guid(mediaStorage.id, appPrincipalId, roles[role])
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[role])
    }
  }
]

resource appOnInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, appPrincipalId, roles['Monitoring Metrics Publisher'])
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Monitoring Metrics Publisher'])
  }
}

resource appOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, appPrincipalId, roles['Key Vault Secrets User'])
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Key Vault Secrets User'])
  }
}

resource appOnTaskHub 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (useScheduler) {
  scope: taskHub
  name: guid(taskHub.id, appPrincipalId, roles['Durable Task Data Contributor'])
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Durable Task Data Contributor'])
  }
}

resource appOnVision 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(visionName)) {
  scope: vision
  name: guid(vision.id, appPrincipalId, roles['Cognitive Services User'])
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Cognitive Services User'])
  }
}

resource topicOnDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: deadLetters
  name: guid(deadLetters.id, topicPrincipalId, roles['Storage Blob Data Contributor'])
  properties: {
    principalId: topicPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Storage Blob Data Contributor'])
  }
}

// To upload images and look at what became of them.
resource developerOnMediaStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasDeveloper) {
  scope: mediaStorage
  name: guid(mediaStorage.id, developerPrincipalId, roles['Storage Blob Data Contributor'])
  properties: {
    principalId: developerPrincipalId
    principalType: developerPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Storage Blob Data Contributor'])
  }
}

// To see orchestrations in the scheduler's dashboard.
resource developerOnTaskHub 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasDeveloper && useScheduler) {
  scope: taskHub
  name: guid(taskHub.id, developerPrincipalId, roles['Durable Task Data Contributor'])
  properties: {
    principalId: developerPrincipalId
    principalType: developerPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Durable Task Data Contributor'])
  }
}

// To put secrets in.
resource developerOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hasDeveloper) {
  scope: vault
  name: guid(vault.id, developerPrincipalId, roles['Key Vault Secrets Officer'])
  properties: {
    principalId: developerPrincipalId
    principalType: developerPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Key Vault Secrets Officer'])
  }
}
