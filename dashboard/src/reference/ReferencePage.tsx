import { useEffect, useState } from 'preact/hooks';
import { credentials, signIn } from '../api/client';
import { useQuery } from '../api/useQuery';
import icon from '../app/icon.svg';
import { FilterField } from '../ui/FilterField';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { toast, Toasts } from '../ui/Toasts';
import { type ApiDocument, load, matching } from './document';
import { OperationView } from './OperationView';

/** What the API can do, to read and to try: drawn from the OpenAPI document of this host. */
export function ReferencePage() {
  const { data, error, refresh } = useQuery('openapi', load);
  return (
    <>
      <header class="bar">
        <a class="brand" href="/"><img src={icon} alt="" width="24" height="24" />FunctionApp</a>
        <span class="spring" />
        <a href="/">Dashboard</a>
        <a href="/api/openapi.json">OpenAPI</a>
      </header>
      <main>
        {data ? <Operations document={data} /> : error ? <Problem error={error} retry={refresh} /> : <Skeleton height={600} />}
      </main>
      <Toasts />
    </>
  );
}

function Operations({ document }: { document: ApiDocument }) {
  const named = useFragment();
  const [words, setWords] = useState('');
  const operations = matching(document.operations, words);
  const areas = [...new Set(operations.map(operation => operation.tags[0]))];
  return (
    <div class="view">
      <header class="head"><h1>API</h1></header>
      <p class="soft">{document.description}</p>
      <div class="fields">
        <FilterField label="Search" value={words} placeholder="image, POST, report" onChange={setWords} />
        <KeyField />
      </div>
      {operations.length === 0 && <p class="empty">No operation has these words.</p>}
      {areas.map(area => (
        <section key={area} aria-labelledby={`area-${area}`}>
          <h2 id={`area-${area}`}>{area}</h2>
          {operations.filter(operation => operation.tags[0] === area).map(operation => (
            <OperationView key={operation.operationId} operation={operation} schemas={document.schemas} isNamed={named === operation.operationId} />
          ))}
        </section>
      ))}
    </div>
  );
}

function KeyField() {
  return (
    <form class="fields" onSubmit={event => { event.preventDefault(); signIn(new FormData(event.currentTarget).get('key') as string); toast('The key is used from now on.'); }}>
      <label>API key<input name="key" type="password" autocomplete="off" placeholder={'X-Api-Key' in credentials() ? 'one is used' : 'if the host wants one'} /></label>
      <button>Use</button>
    </form>
  );
}

/** What the address names. */
function useFragment(): string {
  const [fragment, setFragment] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const look = () => setFragment(location.hash.slice(1));
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  return fragment;
}
