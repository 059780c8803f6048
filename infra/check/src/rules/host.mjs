import { facts } from '../facts.mjs';
import { lineWith } from '../lines.mjs';
import { validator } from '../schema.mjs';

const schema = facts('schemas/host.json');
const beyond = facts('facts/host-properties.json');
const file = 'host.json';

/** host.json against its schema, and that what all apps share is not fixed in it. */
export function host({ repository }, report) {
  const text = repository.read(file);
  const json = repository.json(file);
  validator('schemas/host.json')(json, text, (line, reason) => report(file, line, reason));
  for (const path of paths(json)) {
    if (!hostProperty(path)) {
      report(file, lineWith(text, `"${path.at(-1)}"`), `host.json has no '${path.join('.')}'`);
    }
  }
  if (json.telemetryMode !== 'OpenTelemetry') {
    report(file, lineWith(text, 'telemetryMode'), "telemetryMode has to be 'OpenTelemetry': else host and worker do not share traces");
  }
  if (!/^%\w+%$/.test(json.extensions?.durableTask?.hubName ?? '')) {
    report(file, lineWith(text, 'hubName'), 'hubName has to come from a setting: two apps on one hub steal each other\'s work');
  }
  if (json.extensions?.durableTask?.storageProvider?.type) {
    report(file, lineWith(text, '"type"'), 'the storage provider is chosen by a setting: on a laptop it is another');
  }
}

/** The path of every property in an object. */
function* paths(value, path = []) {
  for (const [key, part] of Object.entries(value)) {
    yield [...path, key];
    if (typeof part === 'object' && part !== null && !Array.isArray(part)) {
      yield* paths(part, [...path, key]);
    }
  }
}

/** Whether host.json has a property, named by its path. */
export function hostProperty(path) {
  if (path.join('.') in beyond) {
    return true;
  }
  let options = [schema.definitions['version-2']];
  for (const key of path) {
    options = options.flatMap(resolved).flatMap((at) => (at.properties?.[key] ? [at.properties[key]] : at.additionalProperties ? [{}] : []));
  }
  return options.length > 0;
}

/** What a part of the schema stands for: what it refers to, and each of its alternatives. */
function resolved(part) {
  if (part.$ref) {
    return resolved(part.$ref.split('/').slice(1).reduce((at, key) => at[key], schema));
  }
  const alternatives = [...(part.oneOf ?? []), ...(part.anyOf ?? []), ...(part.allOf ?? [])];
  return [part, ...alternatives.flatMap(resolved)];
}
