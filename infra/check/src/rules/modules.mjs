import { evaluate, unknown } from '../bicep/evaluate.mjs';
import { lineOf, properties, property } from '../bicep/syntax.mjs';

/** Modules that are not there, and parameters that they do not have, lack, or do not allow. */
export function modules({ infrastructure, repository }, report) {
  for (const file of infrastructure.files.values()) {
    const names = new Map();
    for (const module of file.modules.values()) {
      const target = infrastructure.files.get(module.path);
      const name = property(module.body, 'name')?.text;
      if (name && names.has(name)) {
        report(file.path, lineOf(property(module.body, 'name')), `the deployment ${name} is that of '${names.get(name)}' too: one would overwrite the other`);
      }
      names.set(name, module.name);
      if (!target) {
        report(file.path, lineOf(module.node), `there is no file ${module.path}`);
        continue;
      }
      if (file.targetScope !== target.targetScope && !module.has('scope')) {
        report(file.path, lineOf(module.node), `${module.target} is for a ${target.targetScope}; say which, by 'scope'`);
      }
      parameters(file, module, target, report);
    }
    for (const { path, line } of file.loaded) {
      if (!repository.exists(path)) {
        report(file.path, line, `there is no file ${path}`);
      }
    }
  }

  for (const instance of infrastructure.instances) {
    for (const module of instance.file.modules.values()) {
      const target = infrastructure.files.get(module.path);
      const given = property(module.body, 'params');
      if (target && given) {
        for (const { key, keyNode, value } of properties(given)) {
          const reason = target.params.has(key) && refusal(target.params.get(key), evaluate(value, instance));
          if (reason) {
            report(instance.file.path, lineOf(keyNode), `${key} of ${module.target} ${reason} (environment ${instance.environment})`);
          }
        }
      }
    }
  }
}

function parameters(file, module, target, report) {
  const given = property(module.body, 'params');
  const names = given ? properties(given) : [];
  for (const { key, keyNode } of names) {
    if (!target.params.has(key)) {
      report(file.path, lineOf(keyNode), `${module.target} has no parameter '${key}'`);
    }
  }
  for (const param of target.params.values()) {
    if (!param.value && !param.type?.endsWith('?') && !names.some(({ key }) => key === param.name)) {
      report(file.path, lineOf(module.node), `${module.target} needs the parameter '${param.name}'`);
    }
  }
}

const kinds = { string: 'string', int: 'number', bool: 'boolean', object: 'object', array: 'object' };

/** Why a parameter does not take a value, if it does not. */
export function refusal(param, value) {
  if (value === unknown || value === null) {
    return undefined;
  }
  const literal = (decorator) => {
    const [argument] = param.decorators.get(decorator) ?? [];
    return argument && evaluate(argument, { file: undefined, params: new Map() });
  };
  const kind = kinds[param.type] ?? (param.type?.endsWith('[]') ? 'object' : undefined);
  if (kind && typeof value !== kind) {
    return `is ${param.type}, not ${typeof value}`;
  }
  const allowed = literal('allowed');
  if (allowed && !allowed.includes(value)) {
    return `is ${JSON.stringify(value)}, which is none of ${allowed.join(', ')}`;
  }
  if (typeof value === 'number' && (value < (literal('minValue') ?? -Infinity) || value > (literal('maxValue') ?? Infinity))) {
    return `is ${value}, which is not in ${literal('minValue') ?? ''}..${literal('maxValue') ?? ''}`;
  }
  if (typeof value === 'string' && (value.length < (literal('minLength') ?? 0) || value.length > (literal('maxLength') ?? Infinity))) {
    return `has ${value.length} characters ('${value}'), not ${literal('minLength') ?? 0} to ${literal('maxLength') ?? ''}`;
  }
  return undefined;
}
