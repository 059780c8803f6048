/** The line, from 1, that a node begins on. */
export const lineOf = (node) => node.row + 1;

/** Calls a function with a node and everything below it, the outer first. */
export function visit(node, see) {
  see(node);
  for (const child of node.namedChildren) {
    visit(child, see);
  }
}

/** The first named child of a type. */
export const childOf = (node, type) => node.namedChildren.find((child) => child.type === type);

/** What is left of a node without parentheses around it. */
export function unwrapped(node) {
  return node.type === 'parenthesized_expression' && node.namedChildren.length === 1 ? unwrapped(node.namedChildren[0]) : node;
}

/** The text of a string, with `${...}` where something is put in. */
export function pattern(node) {
  return node.children
    .map((part) => {
      switch (part.type) {
        case 'string_content':
          return part.text;
        case 'escape_sequence':
          return { n: '\n', r: '\r', t: '\t' }[part.text[1]] ?? part.text.slice(1);
        case 'interpolation':
          return part.text;
        default:
          return '';
      }
    })
    .join('');
}

/** Whether a string has nothing put in. */
export const isLiteral = (node) => node.type === 'string' && !childOf(node, 'interpolation');

/** The properties of an object: their names, with the nodes of name and value. Nested resources are none. */
export function properties(node) {
  return node.namedChildren
    .filter((child) => child.type === 'object_property' && child.namedChildren.length > 1)
    .map((property) => {
      const [keyNode] = property.namedChildren;
      return { key: keyNode.type === 'string' ? pattern(keyNode) : keyNode.text, keyNode, value: property.namedChildren.at(-1) };
    });
}

/** The value of a property of an object, or nothing. */
export function property(node, ...path) {
  return path.reduce((at, key) => (at?.type === 'object' ? properties(at).find((candidate) => candidate.key === key)?.value : undefined), node);
}

/** The name and the arguments of a call. */
export function call(node) {
  if (node?.type !== 'call_expression') {
    return undefined;
  }
  const [target, list] = node.namedChildren;
  const name = target.type === 'member_expression' ? target.namedChildren.at(-1).text : target.text;
  return { name, args: list.namedChildren.filter((argument) => argument.type !== 'comment') };
}

/** The arguments and the body of a lambda. */
export function lambda(node) {
  if (node.type !== 'lambda_expression') {
    return undefined;
  }
  const [head, body] = node.namedChildren;
  return { names: head.type === 'identifier' ? [head.text] : head.namedChildren.map((name) => name.text), body };
}

/** The parts of a loop: its variables, what it goes over, and what it makes of each. */
export function loop(node) {
  const [head, over, body] = node.namedChildren.filter((child) => child.type !== 'comment');
  const names = head.type === 'for_loop_parameters' ? head.namedChildren.map((name) => name.text) : [head.text];
  return { names, over, body };
}

/** A chain of members such as `a.b['c'].d`: what it begins with, and the names. Undefined where a name is computed. */
export function chain(node) {
  const path = [];
  let at = node;
  while (at.type === 'member_expression' || at.type === 'subscript_expression') {
    const [object, key] = at.namedChildren;
    if (at.type === 'member_expression') {
      path.unshift(key.text);
    } else if (isLiteral(key)) {
      path.unshift(pattern(key));
    } else {
      path.unshift(undefined);
    }
    at = object;
  }
  return { root: at, path };
}
