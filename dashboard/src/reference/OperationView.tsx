import { useEffect, useRef, useState } from 'preact/hooks';
import { ContentsView } from './ContentsView';
import type { Operation, Schema } from './document';
import { limitsOf, typeOf } from './SchemaView';
import { TryIt } from './TryIt';

interface Props {
  readonly operation: Operation;
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Whether the address of the page names it. */
  readonly isNamed: boolean;
}

/** One operation: a line, and everything about it when opened. */
export function OperationView({ operation, schemas, isNamed }: Props) {
  const details = useRef<HTMLDetailsElement>(null);
  const [isOpen, setIsOpen] = useState(isNamed);
  const { operationId, method, path, summary, description, parameters = [], requestBody, responses } = operation;

  useEffect(() => {
    if (isNamed) {
      details.current!.open = true;
      details.current!.scrollIntoView();
    }
  }, [isNamed]);

  return (
    <details ref={details} class="operation" id={operationId} onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>
        <span class={`method ${method.toLowerCase()}`}>{method}</span>
        <code>{path}</code>
        <span class="soft">{summary}</span>
      </summary>
      {isOpen && (
        <div class="stack">
          <p>{summary} <span class="soft">{description}</span> <a href={`#${operationId}`} aria-label={`Link to ${operationId}`}>#</a></p>
          {parameters.length > 0 && (
            <section>
              <h3>Parameters</h3>
              <ul class="properties">
                {parameters.map(parameter => (
                  <li key={parameter.name}>
                    <code>{parameter.name}</code>
                    <span class="type">in the {parameter.in}, {typeOf(parameter.schema)}{limitsOf(parameter.schema)}</span>
                    {parameter.description && <p class="hint">{parameter.description}</p>}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {requestBody && (
            <section>
              <h3>Body</h3>
              <ContentsView contents={requestBody.content} schemas={schemas} what={`the body of ${operationId}`} />
            </section>
          )}
          <section>
            <h3>Answers</h3>
            {Object.entries(responses).map(([status, answer]) => (
              <details key={status} class="answer">
                <summary><b class={status < '400' ? 'good' : 'bad'}>{status}</b> {answer.description}</summary>
                {answer.content && <ContentsView contents={answer.content} schemas={schemas} what={`${operationId}, ${status}`} />}
              </details>
            ))}
          </section>
          <TryIt operation={operation} />
        </div>
      )}
    </details>
  );
}
