import type { Location } from '../../app/location';
import { rangeOf, lengthOf } from '../range';
import type { Anomaly, EventStream } from '../types';
import { useLive } from '../useLive';
import { useSettled } from '../useSettled';
import { AnomaliesPanel } from './AnomaliesPanel';
import { IngestPanel } from './IngestPanel';
import { LivePanel } from './LivePanel';
import { PercentilesPanel } from './PercentilesPanel';
import type { Question } from './question';
import { TopPanel } from './TopPanel';
import { TrendsPanel } from './TrendsPanel';
import { UniquesPanel } from './UniquesPanel';
import { useAnomalies } from './useAnomalies';
import { WindowsPanel } from './WindowsPanel';

const followEveryMs = 2000;
const askEveryMs = 5000;
const none: readonly Anomaly[] = [];

/** What a stream does and did: live, by windows, and what is to be learned of a range. */
export function ActivityTab({ stream, location }: { stream: EventStream; location: Location }) {
  const live = useLive(stream.name);
  const frame = useSettled(live.frame, followEveryMs);
  const state = { ...stream.state, ...(frame?.watermark ? { watermark: frame.watermark } : {}) };
  const revision = Math.max(frame?.revision ?? 0, stream.state.revision);
  const window = lengthOf(stream.settings.window as string) ?? 60_000;
  const range = rangeOf(location.query, state, window, Date.now());
  const question: Question = {
    stream: stream.name,
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    ...(location.query.get('type') ? { type: location.query.get('type')! } : {}),
  };
  const version = JSON.stringify(question) + useSettled(revision, askEveryMs);
  const anomalies = useAnomalies(stream, question, location, version);
  const { value, unique, topK } = stream.settings;

  return (
    <>
      <LivePanel live={live} state={stream.state} window={stream.settings.window as string} hasValue={Boolean(value)} hasUnique={Boolean(unique)} />
      <WindowsPanel stream={stream} location={location} question={question} range={range} revision={revision} anomalies={anomalies.data?.items ?? none} />
      <div class="columns">
        {topK.length > 0 && <TopPanel fields={topK} question={question} version={version} />}
        {topK.length > 0 && <TrendsPanel fields={topK} question={question} version={version} />}
        {value && <PercentilesPanel question={question} version={version} />}
        {unique && <UniquesPanel question={question} version={version} />}
        <AnomaliesPanel answer={anomalies} location={location} stream={stream.name} />
        <IngestPanel stream={stream.name} />
      </div>
    </>
  );
}
