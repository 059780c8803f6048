targetScope = 'subscription'

metadata description = 'Media and event processing on Azure Functions: everything `azd up` creates. Who may do what is in modules/access.bicep.'

@minLength(1)
@maxLength(40)
@description('Name of the azd environment; every resource is tagged with it.')
param environmentName string

@minLength(1)
@description('Region of every resource. It has to offer Flex Consumption and the Durable Task Scheduler.')
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@allowed(['dev', 'prod'])
@description('dev is the cheapest, with every option off; prod has always-ready instances, Redis, vision and a private network. environments.json says what each means.')
param environmentType string = 'dev'

@description('Object id of who may read and write the data besides the app: a developer, or nobody when empty.')
param principalId string = ''

@allowed(['User', 'Group', 'ServicePrincipal'])
@description('What principalId is. CI deploys as ServicePrincipal.')
param principalType string = 'User'

@allowed(['scheduler', 'storage'])
@description('Where orchestrations are kept: the Durable Task Scheduler, or tables and queues of the host storage account.')
param durableBackend string = 'scheduler'

@allowed(['auto', 'on', 'off'])
@description('Azure Managed Redis, a cache that instances share. auto: as environments.json says.')
param redis string = 'auto'

@allowed(['auto', 'on', 'off'])
@description('Azure AI Vision, for labels. auto: as environments.json says.')
param vision string = 'auto'

@allowed(['auto', 'on', 'off'])
@description('A virtual network with private endpoints to storage, Redis, vision and vault. auto: as environments.json says.')
param vnet string = 'auto'

@description('Where alerts and the budget write to. Without it alerts show in the portal only, and there is no budget.')
param alertEmail string = ''

@description('First day of the budget, yyyy-MM-01. Azure lets no budget change it, so azd keeps the first one (output BUDGET_START).')
param budgetStart string = ''

@description('Leave as it is: the start of this month, for a budget that does not exist yet.')
param thisMonth string = utcNow('yyyy-MM-01')

@description('When finished orchestrations are cleared away: six-field NCRONTAB, UTC.')
param housekeepingSchedule string = '0 30 3 * * *'

@description('Names of settings whose values are secrets in the vault, separated by commas. The secret of Gateway__ApiKeys__0__Hash is called Gateway--ApiKeys--0--Hash.')
param secretSettings string = ''

var abbreviations = loadJsonContent('abbreviations.json')
var environments = loadJsonContent('environments.json')
var size = environments[environmentType]
var useRedis = redis == 'auto' ? size.redis : redis == 'on'
var useVision = vision == 'auto' ? size.vision : vision == 'on'
var useNetwork = vnet == 'auto' ? size.vnet : vnet == 'on'
var useScheduler = durableBackend == 'scheduler'
var useBudget = !empty(alertEmail)
var firstMonth = empty(budgetStart) ? thisMonth : budgetStart

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

// Only the platform uses these: for the app's package, and for events that could not be delivered.
var deploymentContainer = 'deployments'
var deadLetterContainer = 'deadletters'

// The app's own: every one that FunctionApp.Core names.
var mediaContainers = [
  'uploads'
  'originals'
  'renditions'
  'manifests'
  'catalog'
  'labels'
  'similarity'
  'events'
  'segments'
  'late-events'
  'windows'
  'streams'
  'roll-ups'
  'monitors'
  'usage'
  'reports'
  'report-parts'
  'circuits'
  'idempotency'
  'webhooks'
]

// What storage does by itself as blobs grow old; 0 is never.
var mediaLifecycle = [
  {
    name: 'cool-originals'
    prefix: 'originals/'
    coolAfterDays: 30
    deleteAfterDays: 0
  }
  {
    name: 'cool-renditions'
    prefix: 'renditions/'
    coolAfterDays: 90
    deleteAfterDays: 0
  }
  {
    name: 'delete-uploads'
    prefix: 'uploads/'
    coolAfterDays: 0
    deleteAfterDays: 7
  }
  {
    name: 'delete-event-files'
    prefix: 'events/'
    coolAfterDays: 0
    deleteAfterDays: 7
  }
  {
    name: 'delete-late-events'
    prefix: 'late-events/'
    coolAfterDays: 0
    deleteAfterDays: 30
  }
  {
    name: 'delete-report-parts'
    prefix: 'report-parts/'
    coolAfterDays: 0
    deleteAfterDays: 7
  }
  {
    name: 'delete-dead-letters'
    prefix: 'deadletters/'
    coolAfterDays: 0
    deleteAfterDays: 30
  }
]

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${abbreviations.resourceGroup}${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: '${abbreviations.identity}${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: '${abbreviations.workspace}${token}'
    insightsName: '${abbreviations.insights}${token}'
    location: location
    tags: tags
    dailyCapGb: size.telemetryDailyCapGb
    samplingPercentage: size.telemetrySamplingPercentage
    retentionDays: size.telemetryRetentionDays
  }
}

module network 'modules/network.bicep' = if (useNetwork) {
  name: 'network'
  scope: group
  params: {
    name: '${abbreviations.network}${token}'
    location: location
    tags: tags
  }
}

module hostStorage 'modules/storage.bicep' = {
  name: 'host-storage'
  scope: group
  params: {
    name: '${abbreviations.hostStorage}${token}'
    location: location
    tags: tags
    sku: size.storageSku
    containers: [deploymentContainer]
    private: useNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module mediaStorage 'modules/storage.bicep' = {
  name: 'media-storage'
  scope: group
  params: {
    name: '${abbreviations.mediaStorage}${token}'
    location: location
    tags: tags
    sku: size.storageSku
    containers: concat(mediaContainers, [deadLetterContainer])
    lifecycle: mediaLifecycle
    private: useNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module scheduler 'modules/scheduler.bicep' = if (useScheduler) {
  name: 'scheduler'
  scope: group
  params: {
    name: '${abbreviations.scheduler}${token}'
    location: location
    tags: tags
    sku: size.schedulerSku
  }
}

module redisCache 'modules/redis.bicep' = if (useRedis) {
  name: 'redis'
  scope: group
  params: {
    name: '${abbreviations.redis}${token}'
    location: location
    tags: tags
    appPrincipalId: identity.outputs.principalId
    private: useNetwork
  }
}

module visionAccount 'modules/vision.bicep' = if (useVision) {
  name: 'vision'
  scope: group
  params: {
    name: '${abbreviations.vision}${token}'
    location: location
    tags: tags
    private: useNetwork
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: '${abbreviations.vault}${token}'
    location: location
    tags: tags
    private: useNetwork
    purgeProtection: size.purgeProtection
    workspaceId: monitoring.outputs.workspaceId
  }
}

module topic 'modules/topic.bicep' = {
  name: 'topic'
  scope: group
  params: {
    name: '${abbreviations.topic}${token}'
    location: location
    tags: tags
    storageName: mediaStorage.outputs.name
  }
}

module privateEndpoints 'modules/private-endpoints.bicep' = if (useNetwork) {
  name: 'private-endpoints'
  scope: group
  params: {
    prefix: abbreviations.endpoint
    location: location
    tags: tags
    networkId: network!.outputs.id
    subnetId: network!.outputs.endpointSubnetId
    hostStorageId: hostStorage.outputs.id
    mediaStorageId: mediaStorage.outputs.id
    vaultId: vault.outputs.id
    redisId: useRedis ? redisCache!.outputs.id : ''
    visionId: useVision ? visionAccount!.outputs.id : ''
  }
}

module access 'modules/access.bicep' = {
  name: 'access'
  scope: group
  params: {
    appPrincipalId: identity.outputs.principalId
    developerPrincipalId: principalId
    developerPrincipalType: principalType
    topicPrincipalId: topic.outputs.principalId
    hostStorageName: hostStorage.outputs.name
    mediaStorageName: mediaStorage.outputs.name
    deadLetterContainer: deadLetterContainer
    insightsName: monitoring.outputs.insightsName
    vaultName: vault.outputs.name
    schedulerName: useScheduler ? scheduler!.outputs.name : ''
    taskHubName: useScheduler ? scheduler!.outputs.taskHubName : ''
    visionName: useVision ? visionAccount!.outputs.name : ''
  }
}

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  scope: group
  params: {
    name: '${abbreviations.functionApp}${token}'
    planName: '${abbreviations.plan}${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hostStorageName: hostStorage.outputs.name
    deploymentContainer: deploymentContainer
    mediaStorageName: mediaStorage.outputs.name
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    workspaceId: monitoring.outputs.workspaceId
    taskHubName: useScheduler ? scheduler!.outputs.taskHubName : 'hub${token}'
    schedulerEndpoint: useScheduler ? scheduler!.outputs.endpoint : ''
    visionEndpoint: useVision ? visionAccount!.outputs.endpoint : ''
    redisEndpoint: useRedis ? redisCache!.outputs.endpoint : ''
    subnetId: useNetwork ? network!.outputs.appSubnetId : ''
    alwaysReady: size.alwaysReady
    instanceMemoryMB: size.instanceMemoryMB
    maximumInstanceCount: size.maximumInstanceCount
    housekeepingSchedule: housekeepingSchedule
    secretSettings: empty(secretSettings) ? [] : split(secretSettings, ',')
    vaultUri: vault.outputs.uri
  }
  // Roles and private endpoints first: an app that starts without them fails with 403, and a deployment of its package too.
  dependsOn: [access, privateEndpoints]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    prefix: abbreviations.alert
    actionGroupName: '${abbreviations.actionGroup}${token}'
    location: location
    tags: tags
    email: alertEmail
    insightsId: monitoring.outputs.insightsId
    workspaceId: monitoring.outputs.workspaceId
    storageIds: [hostStorage.outputs.id, mediaStorage.outputs.id]
    topicId: topic.outputs.id
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    instanceMemoryMB: size.instanceMemoryMB
  }
}

module budget 'modules/budget.bicep' = if (useBudget) {
  name: 'budget'
  scope: group
  params: {
    name: '${abbreviations.budget}${token}'
    amount: size.monthlyBudget
    startDate: firstMonth
    email: alertEmail
    actionGroupId: alerts.outputs.actionGroupId
  }
}

@description('The resource group, for the hooks.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The app that azd deploys to, and that events go to.')
output FUNCTION_APP_NAME string = functionApp.outputs.name

@description('Where the routes are.')
output FUNCTION_APP_URL string = functionApp.outputs.url

@description('The topic that the postdeploy hook subscribes to.')
output EVENT_TOPIC_NAME string = topic.outputs.name

@description('The account with the images, for the hooks and for local development.')
output MEDIA_STORAGE_NAME string = mediaStorage.outputs.name

@description('Setting Media__blobServiceUri, for running the app on this machine against this storage.')
output MEDIA_BLOB_SERVICE_URI string = mediaStorage.outputs.blobEndpoint

@description('Where events go that cannot be delivered.')
output DEAD_LETTER_CONTAINER string = deadLetterContainer

@description('The vault that secretSettings are read from.')
output KEY_VAULT_NAME string = vault.outputs.name

@description('Kept by azd and handed back with the next deployment, see budgetStart.')
output BUDGET_START string = firstMonth
