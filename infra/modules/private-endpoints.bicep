metadata description = 'A private address for every service that the app uses, and the names that lead there.'

@description('Begins every name.')
param prefix string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('The network whose machines resolve the private names.')
param networkId string

@description('The subnet that takes the private endpoints.')
param subnetId string

@description('The host\'s storage account.')
param hostStorageId string

@description('The storage account with the images.')
param mediaStorageId string

@description('The vault.')
param vaultId string

@description('The Redis cluster, or nothing.')
param redisId string

@description('The vision account, or nothing.')
param visionId string

var services = [
  { name: 'host-blob', target: hostStorageId, group: 'blob', zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { name: 'host-queue', target: hostStorageId, group: 'queue', zone: 'privatelink.queue.${environment().suffixes.storage}' }
  { name: 'host-table', target: hostStorageId, group: 'table', zone: 'privatelink.table.${environment().suffixes.storage}' }
  { name: 'media-blob', target: mediaStorageId, group: 'blob', zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { name: 'media-queue', target: mediaStorageId, group: 'queue', zone: 'privatelink.queue.${environment().suffixes.storage}' }
  { name: 'vault', target: vaultId, group: 'vault', zone: 'privatelink.vaultcore.azure.net' }
  { name: 'redis', target: redisId, group: 'redisEnterprise', zone: 'privatelink.redis.azure.net' }
  { name: 'vision', target: visionId, group: 'account', zone: 'privatelink.cognitiveservices.azure.com' }
]
var used = filter(services, service => !empty(service.target))
var zoneNames = union(map(used, service => service.zone), [])

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zoneName in zoneNames: {
    name: zoneName
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zoneName, i) in zoneNames: {
    parent: zones[i]
    name: 'network'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: networkId
      }
    }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2024-07-01' = [
  for service in used: {
    name: '${prefix}${service.name}'
    location: location
    tags: tags
    properties: {
      subnet: {
        id: subnetId
      }
      privateLinkServiceConnections: [
        {
          name: service.name
          properties: {
            privateLinkServiceId: service.target
            groupIds: [service.group]
          }
        }
      ]
    }
  }
]

resource zoneGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-07-01' = [
  for (service, i) in used: {
    parent: endpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: service.group
          properties: {
            privateDnsZoneId: resourceId('Microsoft.Network/privateDnsZones', service.zone)
          }
        }
      ]
    }
    dependsOn: [zones, links]
  }
]
