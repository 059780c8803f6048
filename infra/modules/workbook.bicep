metadata description = 'The workbook: how the app is doing, on one page. The queries are in ../queries/workbook.'

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('The Application Insights component.')
param insightsId string

@description('Memory of an instance, for the cost estimate.')
param instanceMemoryMB int

var panels = [
  { title: 'Requests a minute', chart: 'timechart', query: loadTextContent('../queries/workbook/requests.kql') }
  { title: 'Failures by function', chart: 'timechart', query: loadTextContent('../queries/workbook/failures.kql') }
  { title: 'Duration by function: p50, p95, p99', chart: 'table', query: loadTextContent('../queries/workbook/latency.kql') }
  { title: 'Orchestrations ended, by outcome', chart: 'timechart', query: loadTextContent('../queries/workbook/orchestrations.kql') }
  { title: 'Orchestrations open, by age', chart: 'barchart', query: loadTextContent('../queries/workbook/orchestration-ages.kql') }
  { title: 'Fan-out: activities for one orchestration', chart: 'timechart', query: loadTextContent('../queries/workbook/fan-out.kql') }
  { title: 'Retries', chart: 'timechart', query: loadTextContent('../queries/workbook/retries.kql') }
  { title: 'Circuits (0 closed, 1 half-open, 2 open, 3 isolated)', chart: 'timechart', query: loadTextContent('../queries/workbook/circuits.kql') }
  { title: 'Cache hit ratio, %', chart: 'timechart', query: loadTextContent('../queries/workbook/cache.kql') }
  { title: 'Requests turned away', chart: 'timechart', query: loadTextContent('../queries/workbook/rejections.kql') }
  { title: 'Cold starts', chart: 'timechart', query: loadTextContent('../queries/workbook/cold-starts.kql') }
  { title: 'Events ingested, by outcome', chart: 'timechart', query: loadTextContent('../queries/workbook/events.kql') }
  { title: 'From acknowledged to visible, seconds', chart: 'timechart', query: loadTextContent('../queries/workbook/freshness.kql') }
  { title: 'Webhook attempts, by outcome', chart: 'timechart', query: loadTextContent('../queries/workbook/webhooks.kql') }
  { title: 'Cost estimate: executions and their memory, by function', chart: 'table', query: replace(loadTextContent('../queries/workbook/cost.kql'), '{instanceMemoryMB}', string(instanceMemoryMB)) }
]

// The prices are asked for, not known: see docs/deploy.md for where to look them up.
var parameters = {
  type: 9
  name: 'parameters'
  content: {
    version: 'KqlParameterItem/1.0'
    style: 'pills'
    parameters: [
      {
        name: 'TimeRange'
        label: 'Time'
        type: 4
        isRequired: true
        value: { durationMs: 86400000 }
        typeSettings: {
          selectableValues: [
            { durationMs: 3600000 }
            { durationMs: 14400000 }
            { durationMs: 86400000 }
            { durationMs: 604800000 }
            { durationMs: 2592000000 }
          ]
          allowCustom: true
        }
        timeContext: { durationMs: 86400000 }
      }
      {
        name: 'PricePerGbSecond'
        label: 'Price of a GB-second'
        type: 1
        isRequired: true
        value: '0'
      }
      {
        name: 'PricePerMillion'
        label: 'Price of a million executions'
        type: 1
        isRequired: true
        value: '0'
      }
    ]
  }
}

var charts = map(panels, panel => {
  type: 3
  name: panel.title
  customWidth: '50'
  content: {
    version: 'KqlItem/1.0'
    title: panel.title
    query: panel.query
    visualization: panel.chart
    queryType: 0
    resourceType: 'microsoft.insights/components'
    crossComponentResources: [insightsId]
    timeContextFromParameter: 'TimeRange'
  }
})

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(insightsId, 'workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Media and event processing'
    category: 'workbook'
    sourceId: insightsId
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([parameters], charts)
      fallbackResourceIds: [insightsId]
    })
  }
}
