import { existsSync } from 'node:fs';
import { facts } from '../facts.mjs';

const types = new Map();
const fileOf = (type, version) => `resource-types/${type.replaceAll('/', '_')}@${version}.json`;

/**
 * What can be written of a resource type at one API version: a tree of t (type), r (required), p (properties), i (item of an array),
 * d and v (variants by discriminator), a (further properties allowed). Undefined for a type or version that is not known.
 */
export function resourceType(type, version) {
  const file = fileOf(type, version);
  if (!types.has(file)) {
    types.set(file, existsSync(new URL(`../../${file}`, import.meta.url)) ? facts(file) : undefined);
  }
  return types.get(file);
}
