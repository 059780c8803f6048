metadata description = 'Azure Managed Redis: the cache that instances share. Entra tokens only.'

@description('Name of the cluster.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Object id of the app\'s identity, the only one let in.')
param appPrincipalId string

@description('Whether only private endpoints reach the cache.')
param private bool

resource cluster 'Microsoft.Cache/redisEnterprise@2025-07-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: 'Balanced_B0'
  }
  properties: {
    minimumTlsVersion: '1.2'
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
  }
}

resource database 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' = {
  parent: cluster
  name: 'default'
  properties: {
    accessKeysAuthentication: 'Disabled'
    clientProtocol: 'Encrypted'
    clusteringPolicy: 'EnterpriseCluster'
    // It is a cache: what is asked for least may go.
    evictionPolicy: 'AllKeysLFU'
    port: 10000
  }
}

resource appAccess 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments@2025-07-01' = {
  parent: database
  name: 'app'
  properties: {
    accessPolicyName: 'default'
    user: {
      objectId: appPrincipalId
    }
  }
}

@description('Resource id, for the private endpoint.')
output id string = cluster.id

@description('Setting Redis__Endpoint.')
output endpoint string = '${cluster.properties.hostName}:${database.properties.port}'
