import { lineOf, unwrapped, visit } from '../bicep/syntax.mjs';

/** Uses of a module or resource that is there only under a condition, where nothing says that the condition holds. */
export function conditions({ infrastructure }, report) {
  for (const file of infrastructure.files.values()) {
    const conditional = new Map(
      [...file.modules, ...file.resources]
        .filter(([, { condition }]) => condition)
        .map(([name, { condition }]) => [name, unwrapped(condition).text]),
    );
    visit(file.root, (node) => {
      if (node.type === 'identifier' && conditional.has(node.text) && isRead(node) && !holds(conditional.get(node.text), node)) {
        report(file.path, lineOf(node), `'${node.text}' is there only if ${conditional.get(node.text)}, which is not known here`);
      }
    });
  }
}

/** Whether a value is read of what a name stands for. To name it, as a parent, a scope or something to wait for, does not need it to be there. */
const isRead = (node) => node.parent.type === 'member_expression' && node.parent.namedChildren[0] === node;

/** Whether a condition is asked for on the way to a node: by a ternary around it, or by the resource or module it is in. */
function holds(condition, node) {
  for (let at = node, parent = node.parent; parent; at = parent, parent = parent.parent) {
    const [test, ...branches] = parent.namedChildren;
    const asks = parent.type === 'if_statement' || (parent.type === 'ternary_expression' && branches[0] === at);
    if (asks && at !== test && unwrapped(test).text.split('&&').some((part) => part.trim() === condition)) {
      return true;
    }
  }
  return false;
}
