import { settingsOf } from '../bicep/app-settings.mjs';
import { isLiteral, lineOf, pattern } from '../bicep/syntax.mjs';
import { facts } from '../facts.mjs';
import { lineWith } from '../lines.mjs';
import { hostProperty } from './host.mjs';

const platform = facts('facts/platform-settings.json');
const sample = 'local.settings.sample.json';

/** What a connection can be made of, besides a connection string. */
const ofConnection = ['blobServiceUri', 'queueServiceUri', 'tableServiceUri', 'credential', 'clientId'];

/**
 * Settings against the code that reads them. What infra or the sample sets, somebody reads: an options class, a connection, a constant, a
 * trigger, host.json or the platform. What has to be set for the app to start in Azure, infra sets. What options classes declare can be set,
 * and is in the README.
 */
export function settings({ infrastructure, repository, code }, report) {
  const local = repository.read(sample);
  const values = Object.keys(repository.json(sample).Values);
  const inAzure = [...infrastructure.files.values()].flatMap((file) => settingsOf(file).map((setting) => ({ ...setting, file })));
  const named = inAzure.filter(({ key, value }) => key.endsWith('__connectionStringName') && isLiteral(value)).map(({ value }) => pattern(value));
  const readers = { code, named, host: repository.read('host.json') };

  for (const { key, keyNode, file } of inAzure) {
    const reason = unread(key, readers);
    if (reason) {
      report(file.path, lineOf(keyNode), reason);
    }
  }
  for (const key of values) {
    const reason = unread(key, readers);
    if (reason) {
      report(sample, lineWith(local, `"${key}"`), reason);
    }
  }

  const always = new Set(inAzure.filter(({ conditional }) => !conditional).map(({ key }) => key));
  const [app] = inAzure;
  for (const { name, why, locally } of needed(code, readers.host)) {
    if (app && !always.has(name)) {
      report(app.file.path, lineOf(app.keyNode), `the app needs the setting ${name}: ${why}`);
    }
    if (locally && !values.includes(locally)) {
      report(sample, 1, `the app needs the setting ${locally}: ${why}`);
    }
  }
  settable(code, report);
  documented(code, repository.read('README.md'), report);
}

/** Why nobody reads a setting, or nothing. */
function unread(key, { code, named, host }) {
  if (key in platform || named.includes(key) || code.readSettings.includes(key) || host.includes(`%${key}%`)) {
    return undefined;
  }
  if (code.triggerSettings.some(({ name }) => name === key)) {
    return undefined;
  }
  const [prefix, ...path] = key.split('__');
  if (prefix === 'AzureFunctionsJobHost') {
    return hostProperty(path) ? undefined : `host.json has no '${path.join('.')}'`;
  }
  if (['AzureWebJobsStorage', ...code.connections].includes(prefix)) {
    return path.length === 0 || (path.length === 1 && ofConnection.includes(path[0]))
      ? undefined
      : `a connection has no '${path.join('__')}'; it has ${ofConnection.join(', ')}`;
  }
  return code.options.has(key.split(/__|:/)) ? undefined : `nobody reads the setting ${key}: no options class, connection, trigger or constant of the code has it`;
}

/** What has to be set: in Azure by name, locally by `locally`. */
function* needed(code, host) {
  for (const { name, path } of code.triggerSettings) {
    yield { name, locally: name, why: `a trigger in ${path}` };
  }
  for (const [, name] of host.matchAll(/%(\w+)%/g)) {
    yield { name, locally: name, why: 'host.json' };
  }
  for (const part of ofConnection) {
    yield { name: `AzureWebJobsStorage__${part}`, locally: 'AzureWebJobsStorage', why: "the host's own storage, by identity" };
  }
  for (const connection of code.connections) {
    const triggers = code.functions.filter((declared) => declared.connection === connection);
    for (const part of ofConnection.filter((name) => name !== 'tableServiceUri' && (name !== 'queueServiceUri' || triggers.length > 0))) {
      yield { name: `${connection}__${part}`, locally: connection, why: `the connection ${connection}${part === 'queueServiceUri' ? `, of ${triggers[0].name}` : ''}` };
    }
  }
  for (const { section, type } of code.options.sections) {
    for (const property of code.options.of(type).filter(({ required }) => required)) {
      yield { name: [...section, property.name].join('__'), locally: [...section, property.name].join('__'), why: `${property.path} has no default for it` };
    }
  }
}

/** Options that nothing binds, and properties of them that cannot be set. */
function settable(code, report) {
  for (const { path, line, type, bound } of code.options.sections) {
    if (!bound) {
      report(path, line, `nothing binds ${type} to its section`);
    }
  }
  for (const { path, line, owner, name, settable: can, computed } of code.options.reachable()) {
    if (!can && !computed) {
      report(path, line, `${owner}.${name} is bound and cannot be set: give it init or set`);
    }
  }
}

/** Options that the README does not tell of: those of the Azure host one by one, Core's by their section (a test of ours holds that table). */
function documented(code, readme, report) {
  for (const { path, line, section, type } of code.options.sections) {
    if (!path.startsWith('FunctionApp/') && !readme.includes(`\`${section.join(':')}:`)) {
      report(path, line, `README.md does not tell of the settings of ${section.join(':')}`);
    }
    for (const property of path.startsWith('FunctionApp/') ? code.options.of(type) : []) {
      const name = [...section, property.name].join('__');
      if (property.settable && !readme.includes(`\`${name}\``)) {
        report(property.path, property.line, `README.md does not tell of the setting ${name}`);
      }
    }
  }
}
