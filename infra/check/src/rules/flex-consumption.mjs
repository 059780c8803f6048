import { settingsOf } from '../bicep/app-settings.mjs';
import { evaluate, unknown } from '../bicep/evaluate.mjs';
import { lineOf, pattern, property } from '../bicep/syntax.mjs';

/** Settings of other plans, which Flex Consumption refuses. */
const refused = /^(WEBSITE_CONTENT\w*|WEBSITE_RUN_FROM_PACKAGE|FUNCTIONS_WORKER_RUNTIME|FUNCTIONS_EXTENSION_VERSION|WEBSITE_NODE_DEFAULT_VERSION)$/;

/** What Flex Consumption asks of plan and app. */
export function flexConsumption({ infrastructure, code }, report) {
  for (const { file, resource, scope } of infrastructure.created('Microsoft.Web/serverfarms')) {
    const is = (wanted, ...path) => {
      const given = property(resource.body, ...path);
      if (!given || evaluate(given, scope) !== wanted) {
        report(file.path, lineOf(given ?? resource.node), `${path.join('.')} has to be ${JSON.stringify(wanted)} for Flex Consumption`);
      }
    };
    is('FC1', 'sku', 'name');
    is('FlexConsumption', 'sku', 'tier');
    is(true, 'properties', 'reserved');
  }
  for (const app of infrastructure.created('Microsoft.Web/sites')) {
    site(app, infrastructure, code, report);
  }
  for (const { file } of infrastructure.created('Microsoft.Web/sites/config')) {
    for (const { key, keyNode } of settingsOf(file)) {
      if (refused.test(key)) {
        report(file.path, lineOf(keyNode), `Flex Consumption refuses the setting ${key}`);
      }
    }
  }
}

function site({ file, resource, scope }, infrastructure, code, report) {
  const at = (...path) => property(resource.body, ...path);
  const is = (wanted, ...path) => {
    const given = at(...path);
    if (!given || evaluate(given, scope) !== wanted) {
      report(file.path, lineOf(given ?? resource.node), `${path.join('.')} has to be ${JSON.stringify(wanted)}`);
    }
  };
  const between = (low, high, ...path) => {
    const value = evaluate(at(...path), scope);
    if (value !== unknown && (value < low || value > high)) {
      report(file.path, lineOf(at(...path)), `${path.at(-1)} is ${value}, which is not in ${low}..${high} (environment ${scope.environment})`);
    }
  };

  is('functionapp,linux', 'kind');
  is(true, 'properties', 'httpsOnly');
  is('Disabled', 'properties', 'siteConfig', 'ftpsState');
  is('1.2', 'properties', 'siteConfig', 'minTlsVersion');
  is('dotnet-isolated', 'properties', 'functionAppConfig', 'runtime', 'name');
  is('10.0', 'properties', 'functionAppConfig', 'runtime', 'version');
  between(40, 1000, 'properties', 'functionAppConfig', 'scaleAndConcurrency', 'maximumInstanceCount');

  for (const name of ['alwaysOn', 'appSettings', 'healthCheckPath', 'linuxFxVersion']) {
    if (at('properties', 'siteConfig', name)) {
      report(file.path, lineOf(at('properties', 'siteConfig', name)), `siteConfig.${name} is of other plans`);
    }
  }

  const alwaysReady = at('properties', 'functionAppConfig', 'scaleAndConcurrency', 'alwaysReady');
  const ready = evaluate(alwaysReady, scope);
  for (const { name } of Array.isArray(ready) ? ready : []) {
    const known = ['http', 'blob', 'durable', ...code.functions.map((declared) => `function:${declared.name}`)];
    if (!known.includes(name)) {
      report(file.path, lineOf(alwaysReady), `alwaysReady is for http, blob, durable or function:NAME, not '${name}'`);
    }
  }

  deploymentStorage(file, at('properties', 'functionAppConfig', 'deployment', 'storage'), scope, infrastructure, report);
  for (const name of ['ftp', 'scm']) {
    const policy = [...file.resources.values()].find(({ type, body }) =>
      type === 'Microsoft.Web/sites/basicPublishingCredentialsPolicies' && evaluate(property(body, 'name'), scope) === name);
    if (!policy || evaluate(property(policy.body, 'properties', 'allow'), scope) !== false) {
      report(file.path, lineOf(policy?.node ?? resource.node), `passwords for ${name} have to be off`);
    }
  }
}

/** The package: in a container that is created, reached by identity. */
function deploymentStorage(file, storage, scope, infrastructure, report) {
  const type = property(storage, 'authentication', 'type');
  if (evaluate(type, scope) !== 'UserAssignedIdentity') {
    report(file.path, lineOf(type), 'the package is reached by UserAssignedIdentity: storage accounts have no keys');
  } else if (!property(storage, 'authentication', 'userAssignedIdentityResourceId')) {
    report(file.path, lineOf(type), 'UserAssignedIdentity needs userAssignedIdentityResourceId');
  }

  const value = property(storage, 'value');
  const [, container] = /\$\{(\w+)\}$/.exec(pattern(value)) ?? [];
  const name = container && evaluate({ type: 'identifier', text: container }, scope);
  const created = infrastructure
    .created('Microsoft.Storage/storageAccounts/blobServices/containers')
    .filter((made) => made.scope.environment === scope.environment)
    .map((made) => evaluate(property(made.resource.body, 'name'), made.scope));
  if (!name || (name !== unknown && !created.includes(name))) {
    report(file.path, lineOf(value), `deployment.storage.value has to end in a container that is created${name ? `; '${String(name)}' is not` : ''}`);
  }
}
