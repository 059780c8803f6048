/** What goes on to the right: a member, an index, an operator, a condition. */
const goesOn = new Set(['member_expression', 'subscript_expression', 'binary_expression', 'ternary_expression', 'resource_expression']);

/** What reaches as far to the right as it can. */
const reachesFar = new Set(['ternary_expression', 'lambda_expression']);

/**
 * A node of a syntax tree. The grammar takes `a ? b : c.d` for `(a ? b : c).d`, and `x => x.y == z` for `((x => x).y) == z`; here they
 * mean what they mean to Bicep.
 */
export class Node {
  parent = null;

  constructor(type, children, start, end, source, row, flags) {
    Object.assign(this, { type, children, start, end, source, row }, flags);
    this.namedChildren = children.filter((child) => child.isNamed);
    for (const child of children) {
      child.parent = this;
    }
  }

  /** The node of a parser's tree, and everything below it. */
  static from(parsed, source) {
    const children = parsed.children.map((child) => Node.from(child, source));
    const flags = { isNamed: parsed.isNamed, isError: parsed.isError, isMissing: parsed.isMissing, hasError: parsed.hasError };
    return associated(new Node(parsed.type, children, parsed.startIndex, parsed.endIndex, source, parsed.startPosition.row, flags));
  }

  get text() {
    return this.source.slice(this.start, this.end);
  }

  /** The same node with other children. */
  with(children) {
    const { type, source, isNamed, isError, isMissing, hasError } = this;
    return new Node(type, children, children[0].start, children.at(-1).end, source, children[0].row, { isNamed, isError, isMissing, hasError });
  }
}

/** Puts what goes on from a condition or a lambda inside it, at its right end. */
function associated(node) {
  const [left, ...rest] = node.children;
  if (!goesOn.has(node.type) || !left || !reachesFar.has(left.type)) {
    return node;
  }
  const inner = associated(node.with([left.children.at(-1), ...rest]));
  return left.with([...left.children.slice(0, -1), inner]);
}
