import { Code } from './csharp/code.mjs';
import { Infrastructure } from './bicep/infrastructure.mjs';
import { rules } from './rules/index.mjs';

/**
 * Everything that is wrong, in the order of files and lines.
 * @param {import('./repository.mjs').Repository} repository
 * @returns {Promise<{rule: string, file: string, line: number, reason: string}[]>}
 */
export async function findings(repository) {
  const found = [];
  const infrastructure = await Infrastructure.read(repository);
  const code = new Code(repository);
  for (const [rule, check] of Object.entries(rules)) {
    check({ repository, infrastructure, code }, (file, line, reason) => found.push({ rule, file, line, reason }));
  }

  const known = new Set();
  return found
    .filter((finding) => !known.has(JSON.stringify(finding)) && known.add(JSON.stringify(finding)))
    .sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}
