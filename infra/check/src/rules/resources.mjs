import { lineOf, properties } from '../bicep/syntax.mjs';
import { resourceType } from '../bicep/resource-types.mjs';
import { validateObject } from '../bicep/validate.mjs';

const ofBicep = ['parent', 'scope', 'dependsOn'];

/** Resources that Azure would refuse: type, API version, each property's name, literal and presence. */
export function resources({ infrastructure, repository }, report) {
  for (const { file, resource } of infrastructure.resources) {
    const { node, type, version, body, existing } = resource;
    const tree = resourceType(type, version);
    if (!tree) {
      report(file.path, lineOf(node), `${type}@${version} is not known: resource-types/ has no such type and version`);
    } else if (existing) {
      for (const { key, keyNode } of properties(body)) {
        if (!['name', ...ofBicep].includes(key)) {
          report(file.path, lineOf(keyNode), `a resource that exists is named, not given '${key}'`);
        }
      }
    } else {
      validateObject(properties(body), node, tree, { file, params: new Map(), repository }, '', report, ofBicep);
      if (type.split('/').length > 2 && !resource.has('parent') && !type.startsWith('Microsoft.Authorization/')) {
        report(file.path, lineOf(node), `${type} needs 'parent'`);
      }
    }
  }
}
