import { readFileSync } from 'node:fs';

/** What is known of Azure, from the files in facts/, schemas/ and resource-types/. */
export function facts(file) {
  return JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));
}
