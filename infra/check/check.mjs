#!/usr/bin/env node
// Prints what is wrong with the infrastructure, a line each (file:line: rule: reason), and fails when anything is. The repository is
// the one that this file is in.
import { fileURLToPath } from 'node:url';
import { findings } from './src/findings.mjs';
import { Repository } from './src/repository.mjs';

const repository = new Repository(fileURLToPath(new URL('../..', import.meta.url)));
const found = await findings(repository);
for (const finding of found) {
  console.log(`${finding.file}:${finding.line}: ${finding.rule}: ${finding.reason}`);
}

console.log(`infra: ${repository.list('infra', '.bicep').length} Bicep files checked, ${found.length || 'no'} finding${found.length === 1 ? '' : 's'}`);
process.exitCode = found.length > 0 ? 1 : 0;
