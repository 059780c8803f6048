import { evaluate } from '../bicep/evaluate.mjs';
import { lineOf, property } from '../bicep/syntax.mjs';
import { facts } from '../facts.mjs';
import { tokens } from '../kql/tokens.mjs';
import { lineAt } from '../lines.mjs';

const kql = facts('facts/kql.json');
const metrics = facts('facts/metrics.json');
const operators = new Set(kql.words);
const functions = new Set(kql.functions);

/** Queries and alerts on names that nothing emits: tables, columns, metrics, their attributes and the values of those. */
export function telemetry({ infrastructure, repository, code }, report) {
  const loaded = new Set([...infrastructure.files.values()].flatMap((file) => file.loaded.map(({ path }) => path)));
  for (const path of repository.list('infra', '.kql')) {
    const text = repository.read(path);
    if (!loaded.has(path)) {
      report(path, 1, 'nothing loads this query');
    }
    query(tokens(text), code.instruments, (token, reason) => report(path, lineAt(text, token.offset), reason));
  }

  for (const { file, resource, scope } of infrastructure.created('Microsoft.Insights/metricAlerts')) {
    for (const criterion of property(resource.body, 'properties', 'criteria', 'allOf').namedChildren) {
      const name = evaluate(property(criterion, 'metricName'), scope);
      if (!Object.values(metrics).some((known) => known.includes(name))) {
        report(file.path, lineOf(property(criterion, 'metricName')), `Azure has no metric '${name}' of the resources here`);
      }
    }
  }
}

function query(all, instruments, wrong) {
  const tables = all.filter(({ kind, text }, i) => kind === 'word' && kql.tables[text] && !isAssigned(all, i)).map(({ text }) => text);
  if (tables.length === 0) {
    wrong(all[0] ?? { offset: 0 }, 'asks no table that is known');
  }
  columns(all, tables, wrong);
  attributes(all, tables, metricsIn(all, instruments, wrong), instruments, wrong);
}

/** Whether a word is given a meaning: `name = ...`, and not `name == ...` or `name =~ ...`. */
const isAssigned = (all, i) => all[i + 1]?.text === '=' && !['=', '~'].includes(all[i + 2]?.text);

/** Every word has to be a column of a table that is asked, a name that the query makes, or a part of the language. */
function columns(all, tables, wrong) {
  const known = new Set(tables.flatMap((table) => [table, ...kql.tables[table]]));
  all.forEach((token, i) => {
    if (token.kind === 'word' && isAssigned(all, i)) {
      known.add(token.text);
    }
    if (token.text === 'percentiles') {
      // percentiles(duration, 50, 95) makes percentile_duration_50 and percentile_duration_95.
      for (let at = i + 4; all[at].kind === 'number'; at += 2) {
        known.add(`percentile_${all[i + 2].text}_${all[at].text}`);
      }
    }
  });
  all.forEach((token, i) => {
    const called = all[i + 1]?.text === '(';
    if (token.kind === 'word' && !known.has(token.text) && !operators.has(token.text) && !(called && functions.has(token.text))) {
      wrong(token, called ? `there is no function '${token.text}' that is known here` : `${tables.join(', ')} has no column '${token.text}'`);
    }
  });
}

/** The metrics that a query asks for by `name`. */
function metricsIn(all, instruments, wrong) {
  const asked = [];
  all.forEach((token, i) => {
    if (token.kind === 'string' && token.text.startsWith('functionapp.')) {
      if (instruments.has(token.text)) {
        asked.push(token.text);
      } else {
        wrong(token, `nothing emits the metric '${token.text}'`);
      }
    } else if (token.kind === 'string' && all[i - 3]?.text === 'name' && all[i - 2]?.text === '=' && all[i - 1]?.text === '=') {
      wrong(token, `'${token.text}' is no metric of ours`);
    }
  });
  return asked;
}

/** customDimensions["x"] has to be an attribute of one of the metrics, or of the spans of the tables. */
function attributes(all, tables, asked, instruments, wrong) {
  const known = new Map([
    ...asked.flatMap((metric) => [...instruments.get(metric)]),
    ...tables.flatMap((table) => kql.spanAttributes[table] ?? []).map((attribute) => [attribute, undefined]),
  ]);
  const names = new Map();
  all.forEach((token, i) => {
    if (token.text !== 'customDimensions' || all[i + 1]?.text !== '[') {
      return;
    }
    const attribute = all[i + 2];
    if (!known.has(attribute.text)) {
      wrong(attribute, `${[...asked, ...(asked.length ? [] : tables)].join(', ')} has no attribute '${attribute.text}'`);
    }
    // `outcome = tostring(customDimensions["outcome"])` gives it a name of its own.
    if (all[i - 3]?.text === '=' && all[i - 4]?.kind === 'word') {
      names.set(all[i - 4].text, attribute.text);
    }
    values(all, i + 4, known.get(attribute.text), attribute.text, wrong);
  });
  all.forEach((token, i) => {
    if (token.kind === 'word' && names.has(token.text)) {
      values(all, i, known.get(names.get(token.text)), names.get(token.text), wrong);
    }
  });
}

/** What an attribute is compared with has to be a value that it takes. */
function values(all, i, allowed, attribute, wrong) {
  if (!allowed || allowed.some((value) => value.endsWith('...'))) {
    return;
  }
  let at = i + 1;
  if (all[at]?.text === ')') {
    at++;
  }
  const compared = [];
  if (['=', '!'].includes(all[at]?.text) && all[at + 1]?.text === '=') {
    compared.push(all[at + 2]);
  } else if (all[at]?.text === 'in') {
    for (let item = at + 2; all[item] && all[item].text !== ')'; item++) {
      compared.push(all[item]);
    }
  }
  for (const value of compared) {
    if (value?.kind === 'string' && !allowed.includes(value.text)) {
      wrong(value, `'${attribute}' is never '${value.text}'; it is ${allowed.join(', ')}`);
    }
  }
}
