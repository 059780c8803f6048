metadata description = 'Where telemetry goes: a workspace, and Application Insights on top of it. Writing takes an Entra token; there are no keys.'

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Name of the Application Insights component.')
param insightsName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@minValue(1)
@description('Most GB taken in per day, UTC. What is beyond is dropped until midnight.')
param dailyCapGb int

@minValue(1)
@maxValue(100)
@description('Share of traces that is kept, in percent. Metrics are never sampled.')
param samplingPercentage int

@minValue(30)
@maxValue(730)
@description('Days that telemetry is kept.')
param retentionDays int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyCapGb
    }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
    SamplingPercentage: samplingPercentage
  }
}

@description('For diagnostic settings.')
output workspaceId string = workspace.id

@description('For alerts and the workbook.')
output insightsId string = insights.id

@description('For the role assignment.')
output insightsName string = insights.name

@description('Where to send to. It holds an instrumentation key, which opens nothing: local authentication is off.')
output insightsConnectionString string = insights.properties.ConnectionString
