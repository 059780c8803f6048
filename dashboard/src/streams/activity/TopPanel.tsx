import { useState } from 'preact/hooks';
import { api, unwrap } from '../../api/client';
import { useQuery } from '../../api/useQuery';
import { BarList } from '../../ui/BarList';
import { Choice } from '../../ui/Choice';
import { count, percent } from '../../ui/format';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import { CsvButton } from './CsvButton';
import { ask, type Question, urlOf } from './question';

interface Props {
  readonly fields: readonly string[];
  readonly question: Question;
  readonly version: string;
}

/** The most frequent values of a field. */
export function TopPanel({ fields, question, version }: Props) {
  const [chosen, setChosen] = useState(fields[0]!);
  const field = fields.includes(chosen) ? chosen : fields[0]!;
  const { data, error } = useQuery(`top${field}${version}`, signal => {
    const { path, query } = ask(question);
    return unwrap(api.GET('/api/streams/{stream}/top', { params: { path, query: { ...query, field, k: 10 } }, signal }));
  }, undefined, true);

  return (
    <section class="card" aria-label="Most frequent">
      <header>
        <h2>Most frequent</h2>
        <span class="spring" />
        <CsvButton url={urlOf(question, 'top', { field, k: '100' })} name={`${question.stream}-top`} what="Most frequent values" />
      </header>
      <Choice label="Field" options={fields} value={field} onChange={setChosen} />
      {error && <Problem error={error} />}
      {!data && !error && <Skeleton height={320} />}
      {data && data.items.length === 0 && <p class="hint">No event in this range has a value there.</p>}
      {data && (
        <BarList
          label={`Most frequent ${field}`}
          bars={data.items.map(item => ({
            key: item.term, name: item.term || '(empty)', value: item.count, text: count(item.count),
            note: item.lower === item.upper ? percent(item.share, 1) : `${count(item.lower)} to ${count(item.upper)}`,
          }))}
        />
      )}
    </section>
  );
}
