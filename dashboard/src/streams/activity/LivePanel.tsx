import { useMemo } from 'preact/hooks';
import { count, moment, value } from '../../ui/format';
import { LineChart, type Series } from '../../ui/LineChart';
import { Status } from '../../ui/Status';
import type { EventStream } from '../types';
import type { Live } from '../useLive';

interface Props {
  readonly live: Live;
  readonly state: EventStream['state'];
  readonly window: string;
  readonly hasValue: boolean;
  readonly hasUnique: boolean;
}

/** Events as they come. */
export function LivePanel({ live, state, window, hasValue, hasUnique }: Props) {
  const { accepted, rejected, duplicates, late } = live.frame ?? state;
  const row = live.frame?.window;
  const series = useMemo((): Series[] => [{ name: 'Accepted per second', color: '--series-1', values: live.rates, kind: 'area' }], [live.rates]);

  return (
    <section class="card live" aria-labelledby="live-title">
      <header>
        <h2 id="live-title">Live</h2>
        <Status value={live.isConnected ? 'Live' : 'Connecting'} />
        <span class="spring" />
        {state.watermark && <span class="hint">The stream's clock: {moment(live.frame?.watermark ?? state.watermark)}</span>}
      </header>
      <dl class="figures">
        <div><dt>Accepted</dt><dd>{count(accepted)}</dd></div>
        <div><dt>Rejected</dt><dd>{count(rejected)}</dd></div>
        <div><dt>Duplicates</dt><dd>{count(duplicates)}</dd></div>
        <div><dt>Late</dt><dd>{count(late)}</dd></div>
        <div><dt>In the newest window ({window})</dt><dd>{row ? count(row.count) : '–'}</dd></div>
        {hasUnique && <div><dt>Uniques in it</dt><dd>{row ? count(row.uniques) : '–'}</dd></div>}
        {hasValue && <div><dt>p50 · p95 · p99</dt><dd>{row ? `${value(row.p50)} · ${value(row.p95)} · ${value(row.p99)}` : '–'}</dd></div>}
      </dl>
      <LineChart label={`Events accepted per second in the last two minutes; now ${live.rates.at(-1) ?? 0}`} times={live.times} series={series} height={140} />
    </section>
  );
}
