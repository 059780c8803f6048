import { evaluate, unknown } from '../bicep/evaluate.mjs';
import { property } from '../bicep/syntax.mjs';
import { lineWith } from '../lines.mjs';

/** Containers that the code names and nobody creates, that are created and nobody names, and lifecycle rules for none of them. */
export function containers({ infrastructure, repository, code }, report) {
  const created = new Set(infrastructure
    .created('Microsoft.Storage/storageAccounts/blobServices/containers')
    .map(({ resource, scope }) => evaluate(property(resource.body, 'name'), scope))
    .filter((name) => name !== unknown));
  const main = infrastructure.main;
  const where = (name) => lineWith(repository.read(main.path), `'${name}'`);

  const named = code.containers;
  for (const { container, path, line } of named) {
    if (!created.has(container)) {
      report(path, line, `infra creates no container '${container}': add it to mediaContainers in ${main.path}`);
    }
  }

  const platforms = new Set([...deploymentContainers(infrastructure), ...deadLetterContainers(infrastructure)]);
  for (const container of created) {
    if (!named.some((constant) => constant.container === container) && !platforms.has(container)) {
      report(main.path, where(container), `no constant of the code is '${container}'`);
    }
  }

  for (const { resource, scope } of infrastructure.created('Microsoft.Storage/storageAccounts/managementPolicies')) {
    const rules = evaluate(property(resource.body, 'properties', 'policy', 'rules'), scope);
    for (const rule of Array.isArray(rules) ? rules : []) {
      for (const prefix of rule.definition.filters.prefixMatch) {
        if (prefix !== unknown && !created.has(prefix.split('/')[0])) {
          report(main.path, where(prefix), `the lifecycle rule '${rule.name}' is for '${prefix}', and there is no such container`);
        }
      }
    }
  }
}

function deploymentContainers(infrastructure) {
  return infrastructure.instances.filter(({ params }) => params.has('deploymentContainer')).map(({ params }) => params.get('deploymentContainer'));
}

/** The hook hands over to events.bicep what main.bicep says in its output. */
function deadLetterContainers(infrastructure) {
  const output = infrastructure.main?.outputs.get('DEAD_LETTER_CONTAINER');
  return output ? [evaluate(output.value, { file: infrastructure.main, params: new Map(), repository: infrastructure.repository })] : [];
}
