import { api, unwrap } from '../../api/client';
import { useQuery } from '../../api/useQuery';
import { BarList } from '../../ui/BarList';
import { count, percent, value } from '../../ui/format';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import { CsvButton } from './CsvButton';
import { ask, type Question, urlOf } from './question';

const asked = '10,25,50,75,90,95,99,99.9';

/** How the values are spread over a range. */
export function PercentilesPanel({ question, version }: { question: Question; version: string }) {
  const { data, error } = useQuery(`percentiles${version}`, signal => {
    const { path, query } = ask(question);
    return unwrap(api.GET('/api/streams/{stream}/percentiles', { params: { path, query: { ...query, p: asked } }, signal }));
  }, undefined, true);

  return (
    <section class="card" aria-label="Percentiles">
      <header>
        <h2>Percentiles</h2>
        {data && <span class="hint">of {data.field}</span>}
        <span class="spring" />
        <CsvButton url={urlOf(question, 'percentiles', { p: asked })} name={`${question.stream}-percentiles`} what="Percentiles" />
      </header>
      {error && <Problem error={error} />}
      {!data && !error && <Skeleton height={300} />}
      {data && (
        <>
          <dl class="figures">
            <div><dt>Values</dt><dd>{count(data.count)}</dd></div>
            <div><dt>Sum</dt><dd>{value(data.sum)}</dd></div>
            <div><dt>Least</dt><dd>{value(data.min)}</dd></div>
            <div><dt>Mean</dt><dd>{value(data.mean)}</dd></div>
            <div><dt>Most</dt><dd>{value(data.max)}</dd></div>
          </dl>
          <BarList label="Percentiles" bars={data.items.map(item => ({ key: String(item.p), name: `p${item.p}`, value: Math.max(0, item.value ?? 0), text: value(item.value) }))} />
          <p class="hint">Within {percent(data.relativeError)} of the exact value.</p>
        </>
      )}
    </section>
  );
}
