import assert from 'node:assert/strict';
import test from 'node:test';
import { BicepFile } from '../src/bicep/bicep-file.mjs';
import { evaluate, unknown } from '../src/bicep/evaluate.mjs';
import { Repository } from '../src/repository.mjs';

const expressions = [
  ["'a-${name}'", 'a-prod'],
  ["'${missing}'", unknown],
  ["name == 'prod' ? 1 : 2", 1],
  ["size[name].memory", 4],
  ['size.dev.?memory', 2],
  ['size.dev.disk', unknown],
  ["[for (item, i) in ['x', 'y']: '${item}${i}']", ['x0', 'y1']],
  ["map([1, 2], n => n + 1)", [2, 3]],
  ["map([size.dev, size.prod], s => s.memory)", [2, 4]],
  ["filter([{ id: '' }, { id: 'b' }], item => !empty(item.id))", [{ id: 'b' }]],
  ["union({ a: 1 }, { b: 2 })", { a: 1, b: 2 }],
  ["union(['a'], ['a', 'b'])", ['a', 'b']],
  ["concat(['a'], ['b'])", ['a', 'b']],
  ["replace('{h}h', '{h}', string(6))", '6h'],
  ["uniqueString(subscription().id)", 'xxxxxxxxxxxxx'],
  ["missing && false", false],
  ["missing || true", true],
  ["missing && true", unknown],
  ["null ?? 'b'", 'b'],
  ["!(3 > 2)", false],
  ["name == 'dev' ? 'a' : name == 'prod'", true],
  ["name == 'dev' ? 1 : size.prod.memory", 4],
  ["name == 'a' ? 1 : name == 'b' ? 2 : 3", 3],
  ["name == 'prod' ? 1 : name == 'b' ? 2 : 3", 1],
  ["(name == 'prod' ? size.dev : size.prod).memory", 2],
  ["filter(['a', 'b'], x => x == 'a' ? true : false)", ['a']],
  ["!false ? 1 : 2", 1],
  ["true && false ? 1 : 2", 2],
  ["false || true && false", false],
  ["1 + 2 * 3 == 7 ? 'y' : 'n'", 'y'],
  ["null ?? 'a' == 'a'", true],
  ["!contains(['a'], name) && size.dev.memory > 1", true],
  ["resourceGroup().location", unknown],
  ["'it\\'s'", "it's"],
  ["'''\nit's'''", "\nit's"],
];

for (const [expression, expected] of expressions) {
  test(`${expression} is ${String(expected)}`, async () => {
    const text = `param name string = 'prod'\nparam missing string\nvar size = { dev: { memory: 2 }, prod: { memory: 4 } }\nvar subject = ${expression}\n`;
    const repository = new Repository('/', new Map([['main.bicep', text]]));
    const file = await BicepFile.read(repository, 'main.bicep');
    assert.equal(file.root.hasError, false);

    assert.deepEqual(evaluate(file.variables.get('subject').value, { file, params: new Map(), repository }), expected);
  });
}
