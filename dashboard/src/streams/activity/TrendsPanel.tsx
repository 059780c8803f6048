import { useState } from 'preact/hooks';
import { api, unwrap } from '../../api/client';
import { useQuery } from '../../api/useQuery';
import { Choice } from '../../ui/Choice';
import { count, percent, shortMoment } from '../../ui/format';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import { CsvButton } from './CsvButton';
import { ask, type Question, urlOf } from './question';

interface Props {
  readonly fields: readonly string[];
  readonly question: Question;
  readonly version: string;
}

type Basis = 'Rate' | 'Share';

/** Which values come more or less often than in the period before. */
export function TrendsPanel({ fields, question, version }: Props) {
  const [chosen, setChosen] = useState(fields[0]!);
  const [basis, setBasis] = useState<Basis>('Rate');
  const field = fields.includes(chosen) ? chosen : fields[0]!;
  const { data, error } = useQuery(`trends${field}${basis}${version}`, signal => {
    const { path, query } = ask(question);
    return unwrap(api.GET('/api/streams/{stream}/trends', { params: { path, query: { ...query, field, basis, k: 10 } }, signal }));
  }, undefined, true);

  return (
    <section class="card" aria-label="Trends">
      <header>
        <h2>Trends</h2>
        <span class="spring" />
        <CsvButton url={urlOf(question, 'trends', { field, basis, k: '100' })} name={`${question.stream}-trends`} what="Trends" />
      </header>
      <div class="fields">
        <Choice label="Field" options={fields} value={field} onChange={setChosen} />
        <Choice<Basis> label="Compare" options={[['Rate', 'how often'], ['Share', 'what part of all']]} value={basis} onChange={setBasis} />
      </div>
      {error && <Problem error={error} />}
      {!data && !error && <Skeleton height={320} />}
      {data && (
        <>
          <p class="hint">
            Against the time since {shortMoment(data.previousFrom)}.{' '}
            {data.previousTotal === 0 ? 'Nothing came then.' : `What stands out is beyond chance, but for ${percent(data.falseDiscoveryRate)} of it.`}
          </p>
          <div class="scroll" tabIndex={0} role="region" aria-label="Trends of values">
            <table>
              <thead><tr><th scope="col">Value</th><th scope="col" class="number">Now</th><th scope="col" class="number">Before</th><th scope="col" class="number">Change</th></tr></thead>
              <tbody>
                {data.items.map(trend => (
                  <tr key={trend.term} class={trend.isSignificant ? '' : 'soft'}>
                    <th scope="row">{trend.term || '(empty)'}</th>
                    <td class="number">{count(trend.count)}</td>
                    <td class="number">{count(trend.previous)}</td>
                    <td class="number">{trend.growth === undefined || trend.growth === null ? 'new' : `${trend.growth >= 0 ? '▲' : '▼'} ${percent(Math.abs(trend.growth))}`}{trend.isSignificant && <span class="unseen"> beyond chance</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
