metadata description = 'A storage account that nobody has a key to: TLS 1.2, private containers, soft delete, lifecycle rules, diagnostics.'

@minLength(3)
@maxLength(24)
@description('Name of the account: lower-case letters and digits.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
@description('How often, and how far apart, every byte is kept.')
param sku string

@description('Names of the blob containers.')
param containers string[]

@description('Lifecycle rules: what happens to blobs under a prefix so many days after their last change; 0 is never.')
param lifecycle { name: string, prefix: string, coolAfterDays: int, deleteAfterDays: int }[] = []

@description('Whether only private endpoints and trusted services of Azure reach the account.')
param private bool

@minValue(1)
@maxValue(365)
@description('Days in which deleted blobs and containers can be brought back.')
param softDeleteDays int = 7

@description('Where the diagnostics go.')
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      // Event Grid writes dead letters as a trusted service.
      bypass: 'AzureServices'
      defaultAction: private ? 'Deny' : 'Allow'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for containerName in containers: {
    parent: blobs
    name: containerName
    properties: {
      publicAccess: 'None'
    }
  }
]

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource policy 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = if (!empty(lifecycle)) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        for rule in lifecycle: {
          name: rule.name
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: [rule.prefix]
            }
            actions: {
              baseBlob: union(
                rule.coolAfterDays > 0 ? { tierToCool: { daysAfterModificationGreaterThan: rule.coolAfterDays } } : {},
                rule.deleteAfterDays > 0 ? { delete: { daysAfterModificationGreaterThan: rule.deleteAfterDays } } : {}
              )
            }
          }
        }
      ]
    }
  }
  dependsOn: [container]
}

resource blobDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: blobs
  properties: {
    workspaceId: workspaceId
    // Reads are most of the traffic and tell little.
    logs: [
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

resource queueDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: queues
  properties: {
    workspaceId: workspaceId
    // What the host writes to a poison queue is work that was given up.
    logs: [
      {
        category: 'StorageWrite'
        enabled: true
      }
    ]
  }
}

@description('Name of the account.')
output name string = account.name

@description('Resource id.')
output id string = account.id

@description('Where blobs are.')
output blobEndpoint string = account.properties.primaryEndpoints.blob
