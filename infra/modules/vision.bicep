metadata description = 'Azure AI Vision, which names what is in an image. Entra tokens only.'

@description('Name of the account, and its subdomain.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Whether only private endpoints reach the account.')
param private bool

resource account 'Microsoft.CognitiveServices/accounts@2025-12-01' = {
  name: name
  location: location
  tags: tags
  kind: 'ComputerVision'
  sku: {
    name: 'S1'
  }
  properties: {
    // Entra tokens are taken under the account's own subdomain only.
    customSubDomainName: name
    disableLocalAuth: true
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
  }
}

@description('Name, for the role assignment.')
output name string = account.name

@description('Resource id, for the private endpoint.')
output id string = account.id

@description('Where the service answers.')
output endpoint string = account.properties.endpoint
