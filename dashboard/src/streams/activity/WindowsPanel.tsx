import { useMemo } from 'preact/hooks';
import { api, unwrap } from '../../api/client';
import { useQuery } from '../../api/useQuery';
import { type Location, replaceQuery } from '../../app/location';
import { Choice } from '../../ui/Choice';
import { FilterField } from '../../ui/FilterField';
import { counted, value } from '../../ui/format';
import { LineChart } from '../../ui/LineChart';
import { Problem } from '../../ui/Problem';
import { Segments } from '../../ui/Segments';
import { Skeleton } from '../../ui/Skeleton';
import { lengthOf, type Range, sizesFor, spanOf, spans } from '../range';
import type { Anomaly, EventStream, Metric } from '../types';
import { CsvButton } from './CsvButton';
import { ask, type Question, urlOf } from './question';
import { isSeen, seriesOf, viewsOf, type WindowsView } from './views';
import { WindowsTable } from './WindowsTable';

const chartHeight = 280;

interface Props {
  readonly stream: EventStream;
  readonly location: Location;
  readonly question: Question;
  readonly range: Range;
  readonly revision: number;
  readonly anomalies: readonly Anomaly[];
}

/** A stream by windows: a range to choose or to zoom into, a size, and what to look at. All of it is in the address. */
export function WindowsPanel({ stream, location, question, range, revision, anomalies }: Props) {
  const { query } = location;
  const sizes = sizesFor(range, lengthOf(stream.settings.window as string) ?? 60_000, stream.state);
  const size = sizes.find(one => one === query.get('size')) ?? sizes[0] ?? '1d';
  const views = viewsOf(stream);
  const view: WindowsView = views.find(([one]) => one === query.get('view'))?.[0] ?? 'count';
  const metric = (query.get('metric') ?? 'count') as Metric;
  const isZoomed = query.has('from');

  const { data, error, refresh } = useQuery(`${JSON.stringify(question)}${size}${revision}`, signal => {
    const { path, query: asked } = ask(question);
    return unwrap(api.GET('/api/streams/{stream}/windows', { params: { path, query: { ...asked, size, fill: true } }, signal }));
  }, undefined, true);

  const rows = data?.items ?? [];
  const times = useMemo(() => rows.map(row => Date.parse(row.start) / 1000), [data]);
  const series = useMemo(() => seriesOf(view, rows), [data, view]);
  const marks = useMemo(
    () => (isSeen(view, metric) ? anomalies.map(anomaly => ({ at: Date.parse(anomaly.start) / 1000, value: anomaly.value })) : []),
    [anomalies, view, metric]);
  const events = rows.reduce((sum, row) => sum + row.count, 0);

  return (
    <section class="card" aria-labelledby="windows-title">
      <header>
        <h2 id="windows-title">Windows</h2>
        <Segments label="What to look at" options={views} value={view} onChange={next => replaceQuery(location, { view: next === 'count' ? undefined : next })} />
        <span class="spring" />
        {isZoomed && <button class="quiet" onClick={() => replaceQuery(location, { from: undefined, to: undefined, size: undefined })}>Zoom out</button>}
        <Segments label="Range" options={spans} value={isZoomed ? undefined : spanOf(query, stream.state)} onChange={next => replaceQuery(location, { range: next, from: undefined, to: undefined, size: undefined })} />
        <CsvButton url={urlOf(question, 'windows', { size })} name={`${stream.name}-windows`} what="Windows" />
      </header>
      {error && <Problem error={error} retry={refresh} />}
      {data
        ? (
          <LineChart
            label={`${counted(events, 'event')} in ${counted(rows.length, 'window')} of ${size}`} times={times} series={series} marks={marks} height={chartHeight}
            format={value} range={[range.from / 1000, range.to / 1000]}
            onZoom={(from, to) => replaceQuery(location, { from: new Date(from * 1000).toISOString(), to: new Date(to * 1000).toISOString(), size: undefined })}
          />
        )
        : !error && <Skeleton height={chartHeight + 20} />}
      <div class="fields">
        <Choice label="Window" options={sizes} value={size} onChange={next => replaceQuery(location, { size: next })} />
        <FilterField label="Only events of the type" value={query.get('type') ?? ''} placeholder="all types" onChange={next => replaceQuery(location, { type: next })} />
        <form
          class="fields"
          onSubmit={event => {
            event.preventDefault();
            const fields = new FormData(event.currentTarget);
            replaceQuery(location, { from: isoOf(fields.get('from')), to: isoOf(fields.get('to')), size: undefined });
          }}
        >
          <label>From <input name="from" type="datetime-local" step="1" required defaultValue={localOf(range.from)} key={`from${range.from}`} /></label>
          <label>To <input name="to" type="datetime-local" step="1" required defaultValue={localOf(range.to)} key={`to${range.to}`} /></label>
          <button>Zoom</button>
        </form>
        <span class="hint">Or drag over the chart.</span>
      </div>
      <WindowsTable rows={rows} hasValue={Boolean(stream.settings.value)} hasUnique={Boolean(stream.settings.unique)} />
    </section>
  );
}

const isoOf = (text: FormDataEntryValue | null): string | undefined => (typeof text === 'string' && text ? new Date(text).toISOString() : undefined);

/** As an input of a local date and time wants it. */
function localOf(ms: number): string {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
