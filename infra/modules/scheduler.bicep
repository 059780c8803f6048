metadata description = 'The Durable Task Scheduler, and the one task hub of the app.'

@description('Name of the scheduler.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@allowed(['Consumption', 'Dedicated'])
@description('Consumption is paid by the action; Dedicated by the capacity unit, whether used or not.')
param sku string

@minValue(1)
@maxValue(3)
@description('Capacity units, for Dedicated.')
param capacity int = 1

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    // Every address may knock; an empty list would shut all out. Who comes in is decided by role.
    ipAllowlist: ['0.0.0.0/0']
    sku: sku == 'Dedicated' ? { name: sku, capacity: capacity } : { name: sku }
  }
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2025-11-01' = {
  parent: scheduler
  name: 'functionapp'
}

@description('Name of the scheduler.')
output name string = scheduler.name

@description('Where the app connects to.')
output endpoint string = scheduler.properties.endpoint

@description('Name of the task hub. One app, one hub: two apps on one hub steal each other\'s work.')
output taskHubName string = hub.name
