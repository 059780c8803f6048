import { call, properties, property } from './syntax.mjs';

/** Every setting of the app that a file declares: its name and value, and whether it is there only under some condition. */
export function settingsOf(file) {
  const found = [];
  const config = [...file.resources.values()].find(({ type }) => type === 'Microsoft.Web/sites/config');
  const value = config && property(config.body, 'properties');
  const expression = value?.type === 'identifier' ? file.variables.get(value.text)?.value : value;
  if (expression) {
    collect(expression, false, found);
  }
  return found;
}

function collect(node, conditional, found) {
  if (node.type === 'object') {
    properties(node).forEach((entry) => found.push({ ...entry, conditional }));
  } else if (call(node)?.name === 'union') {
    call(node).args.forEach((argument) => collect(argument, conditional, found));
  } else if (node.type === 'ternary_expression') {
    node.namedChildren.slice(1).filter((branch) => branch.type !== 'comment').forEach((branch) => collect(branch, true, found));
  }
}
