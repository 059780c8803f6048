import { CopyButton } from '../ui/CopyButton';
import type { Contents, Schema } from './document';
import { SchemaView } from './SchemaView';

/** The forms of a body: each with an example, and what its properties are. */
export function ContentsView({ contents, schemas, what }: { contents: Contents; schemas: Readonly<Record<string, Schema>>; what: string }) {
  return (
    <>
      {Object.entries(contents).map(([type, { example, schema }]) => {
        const text = example === undefined ? undefined : JSON.stringify(example, null, 2);
        return (
          <div class="content" key={type}>
            <p class="line"><code>{type}</code><span class="spring" />{text && <CopyButton text={text} what={`Example of ${what}`} />}</p>
            {text && <pre tabIndex={0} aria-label={`Example of ${what}`}>{text}</pre>}
            {schema && <SchemaView schema={schema} schemas={schemas} />}
          </div>
        );
      })}
    </>
  );
}
