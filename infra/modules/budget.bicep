metadata description = 'Says so when the resource group has cost half, most and all of what it may cost in a month. It stops nothing.'

@description('Name of the budget.')
param name string

@minValue(1)
@description('The month\'s limit, in the currency of the subscription.')
param amount int

@description('First day of the first month, yyyy-MM-dd. Azure lets no budget change it.')
param startDate string

@description('Who is written to.')
param email string

@description('What else is told.')
param actionGroupId string

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: startDate
    }
    notifications: {
      half: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 50
        thresholdType: 'Actual'
        contactEmails: [email]
        contactGroups: [actionGroupId]
      }
      most: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: [email]
        contactGroups: [actionGroupId]
      }
      all: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Actual'
        contactEmails: [email]
        contactGroups: [actionGroupId]
      }
    }
  }
}
