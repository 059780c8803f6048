import { settingsOf } from '../bicep/app-settings.mjs';
import { isLiteral, lineOf, pattern, property } from '../bicep/syntax.mjs';
import { evaluate } from '../bicep/evaluate.mjs';

/** Where a property turns keys off, by resource type: the account then takes Entra tokens only. */
const keyless = {
  'Microsoft.Cache/redisEnterprise/databases': [['accessKeysAuthentication'], 'Disabled'],
  'Microsoft.CognitiveServices/accounts': [['disableLocalAuth'], true],
  'Microsoft.Insights/components': [['DisableLocalAuth'], true],
  'Microsoft.KeyVault/vaults': [['enableRbacAuthorization'], true],
  'Microsoft.OperationalInsights/workspaces': [['features', 'disableLocalAuth'], true],
};

/** Connections that are not by identity all the way, and services that would still take a key. */
export function identity({ infrastructure }, report) {
  for (const file of infrastructure.files.values()) {
    const settings = settingsOf(file);
    const find = (name) => settings.find(({ key }) => key === name);
    for (const { key, keyNode } of settings) {
      const [, connection] = /^(\w+?)__(?:blob|queue|table)ServiceUri$/.exec(key) ?? [];
      for (const part of connection ? ['credential', 'clientId'] : []) {
        if (!find(`${connection}__${part}`)) {
          report(file.path, lineOf(keyNode), `${key} without ${connection}__${part} is not by the app's identity`);
        }
      }
      if (connection && find(connection)) {
        report(file.path, lineOf(find(connection).keyNode), `${connection} is a connection string beside ${key}`);
      }
    }
    for (const { key, value } of settings.filter((setting) => setting.key.endsWith('__credential'))) {
      if (!isLiteral(value) || pattern(value) !== 'managedidentity') {
        report(file.path, lineOf(value), `${key} has to be 'managedidentity'`);
      }
    }
    const insights = find('APPLICATIONINSIGHTS_AUTHENTICATION_STRING');
    if (find('APPLICATIONINSIGHTS_CONNECTION_STRING') && !(insights && /^ClientId=\$\{\w+\};Authorization=AAD$/.test(pattern(insights.value)))) {
      const { keyNode } = insights ?? find('APPLICATIONINSIGHTS_CONNECTION_STRING');
      report(file.path, lineOf(keyNode), "Application Insights takes tokens only: APPLICATIONINSIGHTS_AUTHENTICATION_STRING is 'ClientId=...;Authorization=AAD'");
    }
    const scheduler = find('DURABLE_TASK_SCHEDULER_CONNECTION_STRING');
    if (scheduler && !/^Endpoint=\$\{\w+\};Authentication=ManagedIdentity;ClientID=\$\{\w+\}$/.test(pattern(scheduler.value))) {
      report(file.path, lineOf(scheduler.value), "the scheduler's connection is 'Endpoint=...;Authentication=ManagedIdentity;ClientID=...'");
    }
  }

  for (const [type, [path, wanted]] of Object.entries(keyless)) {
    for (const { file, resource, scope } of infrastructure.created(type)) {
      const given = property(resource.body, 'properties', ...path);
      if (!given || evaluate(given, scope) !== wanted) {
        report(file.path, lineOf(given ?? resource.node), `${path.join('.')} has to be ${JSON.stringify(wanted)}: else ${type} still takes keys`);
      }
    }
  }
}
