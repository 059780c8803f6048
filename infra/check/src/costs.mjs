/** Where the tables are put in docs/deploy.md. */
export const begin = '<!-- costs: generated from infra/costs.json; node infra/check/check.mjs --write rewrites them -->\n';
export const end = '\n<!-- end of costs -->';

/** The tables of docs/deploy.md: what each load and each option costs a month, by the formulas, assumptions and prices of infra/costs.json. */
export function costTables({ sources, loads, assumed, usage, options }) {
  const constants = Object.fromEntries(Object.entries(assumed).map(([name, { value }]) => [name, value]));
  const cost = ({ quantity, free = 0, price, per = 1 }, load) => (Math.max(0, amount(quantity, { ...constants, ...load }) - free) * price) / per;
  const names = Object.keys(loads);
  const numbers = Object.fromEntries(Object.keys(sources).map((source, i) => [source, i + 1]));

  const lines = [
    `| A month, in dollars | ${names.join(' | ')} | Quantity | Price |`,
    `|---|${'---:|'.repeat(names.length)}---|---|`,
    ...usage.map((row) => cells(row.what, ...names.map((name) => dollars(cost(row, loads[name]))), `\`${row.quantity}\``, `${priceOf(row)} (${numbers[row.source]})`)),
    `${cells('**Sum**', ...names.map((name) => `**${dollars(usage.reduce((sum, row) => sum + cost(row, loads[name]), 0))}**`))} | |`,
    '',
    '| Assumed | | |',
    '|---|---:|---|',
    ...Object.entries(assumed).map(([name, { value, why }]) => cells(`\`${name}\``, value, why)),
    '',
    '| Option | A month, in dollars | Quantity | Price |',
    '|---|---:|---|---|',
    ...options.map((row) => cells(row.what, dollars(cost(row, {})), `\`${row.quantity}\``, `${priceOf(row)} (${numbers[row.source]})`)),
    '',
    ...Object.entries(sources).map(([source, text]) => `${numbers[source]}. ${text}`),
  ];
  return lines.join('\n');
}

/** A product and sum of numbers and names, worked out. */
function amount(formula, values) {
  if (!/^[\w\s.+*()]+$/.test(formula)) {
    throw new Error(`not a formula: ${formula}`);
  }
  return new Function(...Object.keys(values), `return ${formula};`)(...Object.values(values));
}

const cells = (...texts) => `| ${texts.join(' | ')} |`;
const dollars = (value) => (value < 100 ? value.toFixed(2) : Math.round(value).toLocaleString('en-US'));
const priceOf = ({ price, unit, free }) => `${price} a ${unit}${free ? `, ${free.toLocaleString('en-US')} free` : ''}`;
