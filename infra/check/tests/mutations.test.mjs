import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { findings } from '../src/findings.mjs';
import { rules } from '../src/rules/index.mjs';
import { Repository } from '../src/repository.mjs';
import { mutations } from './mutations.mjs';

const repository = new Repository(fileURLToPath(new URL('../../..', import.meta.url)));

test('The repository as it is has no finding', async () => {
  assert.deepEqual(await findings(repository), []);
});

for (const { name, file, from, to, rule, at, line = at ?? to, reason } of mutations) {
  test(`${rule}: ${name}`, async () => {
    const original = repository.read(file);
    assert.ok(original.includes(from), `${file} does not say ${from}`);
    const mutated = to === null ? null : original.replace(from, () => to);

    const found = await findings(repository.with(file, mutated));

    const expected = found.filter((finding) => finding.rule === rule && reason.test(finding.reason));
    assert.notEqual(expected.length, 0, `not found; instead: ${JSON.stringify(found, null, 1)}`);
    if (typeof line === 'string') {
      const where = mutated.slice(0, mutated.indexOf(line)).split('\n').length;
      assert.ok(expected.some((finding) => finding.file === file && finding.line === where), `${file}:${where} expected, but: ${JSON.stringify(expected)}`);
    } else if (line) {
      assert.ok(expected.some((finding) => finding.file === line.file && repository.read(line.file).split('\n')[finding.line - 1].includes(line.text)), JSON.stringify(expected));
    }
  });
}

test('Every rule has an example that it catches', () => {
  assert.deepEqual(Object.keys(rules).filter((rule) => !mutations.some((mutation) => mutation.rule === rule)), []);
});
