import { evaluate, unknown } from '../bicep/evaluate.mjs';
import { lineOf, property } from '../bicep/syntax.mjs';

/** Storage accounts whose name Azure refuses, or that a key, plain HTTP, old TLS or nobody in particular could get into. */
export function storage({ infrastructure }, report) {
  for (const { file, resource, scope } of infrastructure.created('Microsoft.Storage/storageAccounts')) {
    const name = evaluate(property(resource.body, 'name'), scope);
    if (name !== unknown && !/^[a-z0-9]{3,24}$/.test(name)) {
      report(file.path, lineOf(property(resource.body, 'name')), `'${name}' has to be 3 to 24 lower-case letters and digits; it has ${name.length}`);
    }
    demand(file, resource, 'allowSharedKeyAccess', false, 'a key would open the account', report);
    demand(file, resource, 'allowBlobPublicAccess', false, 'blobs could be read by anybody', report);
    demand(file, resource, 'supportsHttpsTrafficOnly', true, 'requests could come in the clear', report);
    demand(file, resource, 'minimumTlsVersion', 'TLS1_2', 'older TLS would be accepted', report);

    const acls = property(resource.body, 'properties', 'networkAcls');
    const bypass = acls && property(acls, 'bypass');
    if (!bypass || evaluate(bypass, scope) !== 'AzureServices') {
      report(file.path, lineOf(bypass ?? resource.node), "networkAcls.bypass has to be 'AzureServices': Event Grid comes as a trusted service");
    }
  }

  for (const { file, resource } of infrastructure.created('Microsoft.Storage/storageAccounts/blobServices/containers')) {
    demand(file, resource, 'publicAccess', 'None', 'the container could be read by anybody', report);
  }
}

function demand(file, { body, node }, name, wanted, otherwise, report) {
  const given = property(body, 'properties', name);
  if (!given || evaluate(given, { file, params: new Map() }) !== wanted) {
    report(file.path, lineOf(given ?? node), `${name} has to be ${JSON.stringify(wanted)}: else ${otherwise}`);
  }
}
