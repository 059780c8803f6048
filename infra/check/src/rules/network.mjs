import { evaluate, unknown } from '../bicep/evaluate.mjs';
import { lineOf, property } from '../bicep/syntax.mjs';

/** Subnets that the app or private endpoints cannot use, and a scheduler that lets nobody in. */
export function network({ infrastructure }, report) {
  for (const { file, resource, scope } of infrastructure.created('Microsoft.Network/virtualNetworks')) {
    const subnets = property(resource.body, 'properties', 'subnets');
    const all = evaluate(subnets, scope);
    const delegated = all.filter(({ properties }) => properties.delegations?.some((delegation) => delegation.properties?.serviceName === 'Microsoft.App/environments'));
    if (delegated.length !== 1) {
      report(file.path, lineOf(subnets), 'one subnet has to be delegated to Microsoft.App/environments: that is where Flex Consumption runs');
    }
    if (all.length < 2) {
      report(file.path, lineOf(subnets), 'private endpoints need a subnet of their own: a delegated one takes none');
    }
    const names = all.map(({ name }) => name);
    for (const { type, existing, body } of file.resources.values()) {
      const name = type === 'Microsoft.Network/virtualNetworks/subnets' && existing ? evaluate(property(body, 'name'), scope) : undefined;
      if (name && !names.includes(name)) {
        report(file.path, lineOf(property(body, 'name')), `the network has no subnet '${name}'`);
      }
    }
  }

  for (const { file, resource, scope } of infrastructure.created('Microsoft.DurableTask/schedulers')) {
    const list = property(resource.body, 'properties', 'ipAllowlist');
    if (evaluate(list, scope).length === 0) {
      report(file.path, lineOf(list), 'an empty ipAllowlist lets nobody in');
    }
    const sku = evaluate(property(resource.body, 'properties', 'sku'), scope);
    if (sku !== unknown && sku.name === 'Consumption' && 'capacity' in sku) {
      report(file.path, lineOf(property(resource.body, 'properties', 'sku')), 'capacity is for Dedicated only');
    }
  }
}
