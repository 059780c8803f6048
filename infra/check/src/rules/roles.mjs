import { evaluate, unknown } from '../bicep/evaluate.mjs';
import { call, lineOf, property } from '../bicep/syntax.mjs';
import { facts } from '../facts.mjs';
import { lineWith } from '../lines.mjs';

const known = facts('facts/roles.json');
const assignments = 'Microsoft.Authorization/roleAssignments';

/** Role assignments that Azure refuses, or that mean another role, another principal or more than they should. */
export function roles({ infrastructure, repository }, report) {
  const path = 'infra/roles.json';
  const text = repository.read(path);
  for (const [name, id] of Object.entries(repository.json(path))) {
    if (known[name] !== id) {
      report(path, lineWith(text, `"${name}"`), known[name] ? `${name} is ${known[name]}` : `'${name}' is not among the roles that are known`);
    }
  }

  for (const { file, resource } of infrastructure.resources.filter((found) => found.resource.type === assignments)) {
    const { body, node } = resource;
    const say = (what, reason) => report(file.path, lineOf(what ?? node), reason);
    const principal = property(body, 'properties', 'principalId');
    const role = call(property(body, 'properties', 'roleDefinitionId'))?.args[1];
    const scope = property(body, 'scope');
    if (!property(body, 'properties', 'principalType')) {
      say(undefined, 'without principalType a principal that is new is not found, and CI cannot deploy');
    }
    if (!scope) {
      say(undefined, "without 'scope' the role is on the whole resource group");
    }
    const name = call(property(body, 'name'));
    const parts = name?.args.map((part) => part.text) ?? [];
    if (name?.name !== 'guid' || parts[0] !== `${scope?.text}.id` || parts[1] !== principal?.text || parts[2] !== role?.text || parts.length !== 3) {
      const wanted = `guid(${scope?.text ?? 'scope'}.id, ${principal?.text}, ${role?.text})`;
      say(property(body, 'name'), `the name has to be ${wanted}: else two assignments collide, or one is made twice`);
    }
  }

  for (const { file, resource, scope } of infrastructure.created(assignments)) {
    const definition = property(resource.body, 'properties', 'roleDefinitionId');
    const { name, args } = call(definition) ?? {};
    const id = args?.[1] && evaluate(args[1], scope);
    if (name !== 'subscriptionResourceId' || evaluate(args[0], scope) !== 'Microsoft.Authorization/roleDefinitions') {
      report(file.path, lineOf(definition), "a role is subscriptionResourceId('Microsoft.Authorization/roleDefinitions', its id)");
    } else if (id === unknown || !Object.values(known).includes(id)) {
      report(file.path, lineOf(definition), `${args[1].text} is no role of roles.json`);
    }
  }
}
