import { begin, costTables, end } from '../costs.mjs';
import { lineAt } from '../lines.mjs';

const prices = 'infra/costs.json';
const document = 'docs/deploy.md';

/** The cost tables say what the prices and formulas come to, and every price has a source with a date. */
export function costs({ repository }, report) {
  const text = repository.read(prices);
  const model = repository.json(prices);
  for (const row of [...model.usage, ...model.options]) {
    if (!model.sources[row.source]) {
      report(prices, lineAt(text, text.indexOf(`"${row.what}"`)), `the price of '${row.what}' has no source`);
      return;
    }
  }
  for (const [name, source] of Object.entries(model.sources)) {
    if (!/\(https:\/\/\S+\), .*\d{4}(-\d\d-\d\d)?$/.test(source)) {
      report(prices, lineAt(text, text.indexOf(`"${name}"`)), `the source '${name}' needs a link and a date`);
    }
  }

  const page = repository.read(document);
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < 0) {
    report(document, 1, 'has no place for the cost tables');
    return;
  }
  const expected = costTables(model).split('\n');
  const actual = page.slice(from + begin.length, to).split('\n');
  const different = expected.findIndex((line, i) => line !== actual[i]);
  if (different >= 0 || actual.length !== expected.length) {
    report(document, lineAt(page, from) + 1 + Math.max(different, 0), `is not what ${prices} comes to; node infra/check/check.mjs --write corrects it`);
  }
}
