import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

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
    trees.set(text, parser.parse(text).rootNode);
  }
  return trees.get(text);
}
