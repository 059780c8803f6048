metadata description = 'The app, on Flex Consumption. It holds no key: every setting is an address or the name of its identity.'

@description('Name of the app, and of its host.')
param name string

@description('Name of the plan.')
param planName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Resource id of the app\'s identity.')
param identityId string

@description('Client id of the app\'s identity.')
param identityClientId string

@description('The host\'s storage account.')
param hostStorageName string

@description('Its container for the app\'s package.')
param deploymentContainer string

@description('The storage account with the images.')
param mediaStorageName string

@description('Where telemetry goes.')
param insightsConnectionString string

@description('Where the diagnostics go.')
param workspaceId string

@description('Name of the task hub.')
param taskHubName string

@description('The Durable Task Scheduler, or nothing for orchestrations in the host\'s storage account.')
param schedulerEndpoint string

@description('Host and port of Redis, or nothing for a cache in each instance\'s memory.')
param redisEndpoint string

@description('Where AI Vision answers, or nothing for images without labels.')
param visionEndpoint string

@description('The subnet to run in, or nothing.')
param subnetId string

@minValue(0)
@maxValue(20)
@description('Instances that are always there, of each kind: HTTP, blob triggers, orchestrations. 0 lets the app go to sleep.')
param alwaysReady int

@allowed([512, 2048, 4096])
@description('Memory of an instance. Images are decoded in memory: less than 2048 holds the larger ones back.')
param instanceMemoryMB int

@minValue(40)
@maxValue(1000)
@description('Most instances of each kind.')
param maximumInstanceCount int

@description('When finished orchestrations are cleared away.')
param housekeepingSchedule string

@description('Names of settings whose values are secrets in the vault.')
param secretSettings string[]

@description('Where the vault answers, with a slash at its end.')
param vaultUri string

var settings = union(
  {
    AzureWebJobsStorage__blobServiceUri: hostStorage.properties.primaryEndpoints.blob
    AzureWebJobsStorage__queueServiceUri: hostStorage.properties.primaryEndpoints.queue
    AzureWebJobsStorage__tableServiceUri: hostStorage.properties.primaryEndpoints.table
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    Media__blobServiceUri: mediaStorage.properties.primaryEndpoints.blob
    Media__queueServiceUri: mediaStorage.properties.primaryEndpoints.queue
    Media__credential: 'managedidentity'
    Media__clientId: identityClientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    // The dashboard is at the root.
    AzureWebJobsDisableHomepage: 'true'
    TaskHubName: taskHubName
    Housekeeping__Schedule: housekeepingSchedule
    // One native heap: libvips then takes a third less memory. It has to be said before the process starts.
    MALLOC_ARENA_MAX: '1'
  },
  empty(schedulerEndpoint)
    ? {}
    : {
        AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
        AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
        DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
      },
  empty(visionEndpoint) ? {} : { Images__Labels__Endpoint: visionEndpoint },
  empty(redisEndpoint) ? {} : { Redis__Endpoint: redisEndpoint },
  toObject(
    secretSettings,
    name => trim(name),
    name => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${replace(trim(name), '__', '--')})'
  )
)

resource hostStorage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: hostStorageName
}

resource mediaStorage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: mediaStorageName
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostStorage.properties.primaryEndpoints.blob}${deploymentContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        alwaysReady: alwaysReady == 0
          ? []
          : map(['http', 'blob', 'durable'], group => { name: group, instanceCount: alwaysReady })
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
      }
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: settings
}

resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    // Logs come by OpenTelemetry already; what the platform says of the app itself does not.
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('Name of the app.')
output name string = app.name

@description('Where the app answers.')
output url string = 'https://${app.properties.defaultHostName}'
