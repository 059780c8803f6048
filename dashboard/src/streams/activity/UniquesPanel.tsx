import { api, unwrap } from '../../api/client';
import { useQuery } from '../../api/useQuery';
import { count, percent } from '../../ui/format';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import { CsvButton } from './CsvButton';
import { ask, type Question, urlOf } from './question';

/** How many different values there are in a range. */
export function UniquesPanel({ question, version }: { question: Question; version: string }) {
  const { data, error } = useQuery(`uniques${version}`, signal => {
    const { path, query } = ask(question);
    return unwrap(api.GET('/api/streams/{stream}/uniques', { params: { path, query }, signal }));
  }, undefined, true);

  return (
    <section class="card" aria-label="Uniques">
      <header>
        <h2>Uniques</h2>
        {data && <span class="hint">of {data.field}</span>}
        <span class="spring" />
        <CsvButton url={urlOf(question, 'uniques')} name={`${question.stream}-uniques`} what="Uniques" />
      </header>
      {error && <Problem error={error} />}
      {!data && !error && <Skeleton height={80} />}
      {data && (
        <>
          <p class="big tabular">{count(data.uniques)}</p>
          <p class="hint">Between {count(data.lower)} and {count(data.upper)}; the standard error is {percent(data.relativeStandardError, 2)}.</p>
        </>
      )}
    </section>
  );
}
