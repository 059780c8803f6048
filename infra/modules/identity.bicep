metadata description = 'Who the app is to every other resource.'

@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id, for the resources that take the identity on.')
output id string = identity.id

@description('What settings name the identity by.')
output clientId string = identity.properties.clientId

@description('What role assignments name the identity by.')
output principalId string = identity.properties.principalId
