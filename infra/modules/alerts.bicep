metadata description = 'What a person should know of at once. The queries are in ../queries/alerts; a row is a reason to alert.'

@description('Begins the name of every alert.')
param prefix string

@description('Name of the action group.')
param actionGroupName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Who is written to; nobody when empty.')
param email string

@description('The Application Insights component.')
param insightsId string

@description('The workspace, for logs of other resources than the app.')
param workspaceId string

@description('The storage accounts.')
param storageIds string[]

@description('The Event Grid topic.')
param topicId string

@minValue(1)
@maxValue(47)
@description('Hours after which an orchestration that has not ended is worth a look.')
param orchestrationHours int = 6

var queryAlerts = [
  {
    name: 'failure-ratio'
    description: 'More than 5 % of the calls of a function failed.'
    severity: 1
    scope: insightsId
    query: loadTextContent('../queries/alerts/failure-ratio.kql')
    frequency: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'latency'
    description: 'A route takes longer than 2 s in 5 % of its requests.'
    severity: 2
    scope: insightsId
    query: loadTextContent('../queries/alerts/latency.kql')
    frequency: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'open-circuit'
    description: 'A service that the app depends on is taken to be down.'
    severity: 2
    scope: insightsId
    query: loadTextContent('../queries/alerts/open-circuit.kql')
    frequency: 'PT5M'
    window: 'PT5M'
  }
  {
    name: 'given-up'
    description: 'A webhook was not delivered in all its attempts.'
    severity: 2
    scope: insightsId
    query: loadTextContent('../queries/alerts/webhooks-given-up.kql')
    frequency: 'PT15M'
    window: 'PT15M'
  }
  {
    name: 'poison-blobs'
    description: 'A blob failed in its trigger so often that it was set aside.'
    severity: 1
    scope: workspaceId
    query: loadTextContent('../queries/alerts/poison-blobs.kql')
    frequency: 'PT15M'
    window: 'PT15M'
  }
  {
    name: 'old-orchestration'
    description: 'An orchestration has not ended after ${orchestrationHours} hours.'
    severity: 2
    scope: insightsId
    query: replace(loadTextContent('../queries/alerts/old-orchestrations.kql'), '{hours}', string(orchestrationHours))
    frequency: 'PT1H'
    window: 'PT1H'
  }
]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'functionapp'
    enabled: true
    emailReceivers: empty(email)
      ? []
      : [
          {
            name: 'owner'
            emailAddress: email
            useCommonAlertSchema: true
          }
        ]
  }
}

resource queries 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in queryAlerts: {
    name: '${prefix}${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [alert.scope]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      autoMitigate: true
      actions: {
        actionGroups: [actionGroup.id]
      }
      // The tables are made by the first telemetry, which comes after the first deployment.
      skipQueryValidation: true
    }
  }
]

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${prefix}dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'An event of a new blob could not be delivered to the app for a day.'
    severity: 1
    enabled: true
    scopes: [topicId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-lettered'
          metricName: 'DeadLetteredCount'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [
      {
        actionGroupId: actionGroup.id
      }
    ]
  }
}

resource throttling 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for storageId in storageIds: {
    name: '${prefix}throttling-${last(split(storageId, '/'))}'
    location: 'global'
    tags: tags
    properties: {
      description: 'Storage turns requests away: more than its limits allow.'
      severity: 2
      enabled: true
      scopes: [storageId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: 'throttled'
            metricName: 'Transactions'
            dimensions: [
              {
                name: 'ResponseType'
                operator: 'Include'
                values: ['ClientThrottlingError', 'ServerBusyError']
              }
            ]
            timeAggregation: 'Total'
            operator: 'GreaterThan'
            threshold: 10
          }
        ]
      }
      actions: [
        {
          actionGroupId: actionGroup.id
        }
      ]
    }
  }
]

@description('For the budget.')
output actionGroupId string = actionGroup.id
