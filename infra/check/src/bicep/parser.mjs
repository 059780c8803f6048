import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import { Node } from './node.mjs';

const require = createRequire(import.meta.url);
let parser;
const trees = new Map();

/** The syntax tree of a Bicep text. Equal texts share one. */
export async function parse(text) {
  if (!parser) {
    await Parser.init();
    parser = new Parser();
    parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  }

  if (!trees.has(text)) {
    const tree = parser.parse(text);
    trees.set(text, Node.from(tree.rootNode, text));
    tree.delete();
  }
  return trees.get(text);
}
