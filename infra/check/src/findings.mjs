import { Code } from './csharp/code.mjs';
import { Infrastructure } from './bicep/infrastructure.mjs';
import { InvalidFile } from './invalid-file.mjs';
import { rules } from './rules/index.mjs';

/**
 * Everything that is wrong, in the order of files and lines. A rule that cannot be followed is a finding too.
 * @param {import('./repository.mjs').Repository} repository
 * @returns {Promise<{rule: string, file: string, line: number, reason: string}[]>}
 */
export async function findings(repository) {
  const found = [];
  const read = { repository, infrastructure: await Infrastructure.read(repository), code: new Code(repository) };
  for (const [rule, check] of Object.entries(rules)) {
    const report = (file, line, reason) => found.push({ rule, file, line, reason });
    try {
      check(read, report);
    } catch (error) {
      report(error.file ?? 'infra/main.bicep', error.line ?? 1, error instanceof InvalidFile ? error.message : `could not be checked: ${error.message}`);
    }
  }

  const known = new Set();
  return found
    .filter((finding) => !known.has(JSON.stringify(finding)) && known.add(JSON.stringify(finding)))
    .sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}
