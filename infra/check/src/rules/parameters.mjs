import { evaluate } from '../bicep/evaluate.mjs';
import { lineOf } from '../bicep/syntax.mjs';
import { lineWith } from '../lines.mjs';
import { refusal } from './modules.mjs';

const file = 'infra/main.parameters.json';

const decorators = ['allowed', 'batchSize', 'description', 'discriminator', 'export', 'maxLength', 'maxValue', 'metadata', 'minLength', 'minValue', 'sealed', 'secure'];

/** Parameters without a description or with a default they do not allow; and those of main.bicep against main.parameters.json and environments.json. */
export function parameters({ infrastructure, repository }, report) {
  for (const { params, outputs, symbols, path } of infrastructure.files.values()) {
    for (const declaration of [...params.values(), ...outputs.values()]) {
      if (!declaration.decorators.has('description')) {
        report(path, lineOf(declaration.node), `'${declaration.name}' has no @description`);
      }
    }
    for (const declaration of [...symbols.values(), ...outputs.values()]) {
      for (const name of declaration.decorators.keys()) {
        if (!decorators.includes(name)) {
          report(path, lineOf(declaration.node), `there is no decorator @${name}`);
        }
      }
    }
    for (const param of params.values()) {
      const reason = param.value && refusal(param, evaluate(param.value, { file: { variables: new Map(), params: new Map() }, params: new Map(), repository }));
      if (reason) {
        report(path, lineOf(param.node), `'${param.name}' by default ${reason}`);
      }
    }
  }

  if (infrastructure.main) {
    parameterFile(infrastructure.main, repository, report);
    environments(infrastructure, repository, report);
  }
}

function parameterFile(main, repository, report) {
  const text = repository.read(file);
  const given = repository.json(file).parameters;
  for (const [name, { value }] of Object.entries(given)) {
    const param = main.params.get(name);
    const line = lineWith(text, `"${name}"`);
    if (!param) {
      report(file, line, `main.bicep has no parameter '${name}'`);
      continue;
    }
    const [, variable, fallback] = /^\$\{(\w+)(?:=(.*))?\}$/.exec(value) ?? [];
    if (variable && param.type !== 'string') {
      // azd puts text in; Azure then refuses text where a number or a bool is due.
      report(file, line, `'${name}' is ${param.type}, and a variable is always a string`);
    } else if (variable && fallback === undefined && !param.value && !variable.startsWith('AZURE_')) {
      report(file, line, `'${name}' has no default, neither here nor in main.bicep, and azd does not set ${variable}`);
    } else {
      const reason = (variable === undefined || fallback) && refusal(param, variable ? fallback : value);
      if (reason) {
        report(file, line, `'${name}' ${reason}`);
      }
    }
  }
  for (const param of main.params.values()) {
    if (!param.value && !(param.name in given)) {
      report(file, 1, `main.bicep needs the parameter '${param.name}'`);
    }
  }
}

/** Each environment says the same things, and only things that are asked for. */
function environments(infrastructure, repository, report) {
  const path = 'infra/environments.json';
  const text = repository.read(path);
  const sizes = repository.json(path);
  const used = new Set([...infrastructure.main.root.text.matchAll(/\bsize\.(\w+)/g)].map((match) => match[1]));
  for (const environment of infrastructure.environments) {
    if (!sizes[environment]) {
      report(path, 1, `main.bicep allows the environment '${environment}', which is not here`);
      continue;
    }
    const start = text.indexOf(`"${environment}"`);
    const line = (key) => text.slice(0, Math.max(start, text.indexOf(`"${key}"`, start))).split('\n').length;
    for (const key of Object.keys(sizes[environment])) {
      if (!used.has(key)) {
        report(path, line(key), `nobody reads '${key}' of ${environment}`);
      }
    }
    for (const key of used) {
      if (!(key in sizes[environment])) {
        report(path, line(environment), `${environment} does not say '${key}'`);
      }
    }
  }
}
