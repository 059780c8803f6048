#!/usr/bin/env node
// Prints what is wrong with the infrastructure, a line each (file:line: rule: reason), and fails when anything is. The repository is
// the one that this file is in. With --write it first brings the cost tables of docs/deploy.md up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { begin, costTables, end } from './src/costs.mjs';
import { findings } from './src/findings.mjs';
import { Repository } from './src/repository.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
if (process.argv.includes('--write')) {
  const document = `${root}docs/deploy.md`;
  const page = readFileSync(document, 'utf8');
  const tables = costTables(JSON.parse(readFileSync(`${root}infra/costs.json`, 'utf8')));
  writeFileSync(document, page.slice(0, page.indexOf(begin) + begin.length) + tables + page.slice(page.indexOf(end)));
}

const repository = new Repository(root);
const found = await findings(repository);
for (const { file, line, rule, reason } of found) {
  console.log(`${file}:${line}: ${rule}: ${reason}`);
}

console.log(`infra: ${repository.list('infra', '.bicep').length} Bicep files checked, ${found.length || 'no'} finding${found.length === 1 ? '' : 's'}`);
process.exitCode = found.length > 0 ? 1 : 0;
