import { api, unwrap } from '../../api/client';
import { useQuery } from '../../api/useQuery';
import { href } from '../../app/location';
import { count, period } from '../../ui/format';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import { Status } from '../../ui/Status';
import type { EventStream, Report } from '../types';
import { Progress } from './Progress';
import { ReportForm } from './ReportForm';

const lookEveryMs = 2000;
const pageSize = 100;
const mostPages = 10;

/** Reports of a stream, newest first, and a form for another. */
export function ReportsTab({ stream }: { stream: EventStream }) {
  const { data, error, refresh } = useQuery(`reports${stream.name}`, signal => all(stream.name, signal), lookEveryMs);

  return (
    <div class="columns">
      <ReportForm stream={stream} onStarted={refresh} />
      <section class="card" aria-labelledby="reports-title">
        <header><h2 id="reports-title">Reports</h2></header>
        {error && <Problem error={error} retry={refresh} />}
        {!data && !error && <Skeleton height={200} />}
        {data?.length === 0 && <p class="hint">There are none yet. A report answers exactly, from the events themselves, however many there are.</p>}
        <ul>{data?.map(report => <Row key={report.reportId} report={report} />)}</ul>
      </section>
    </div>
  );
}

function Row({ report }: { report: Report }) {
  const { question } = report;
  return (
    <li class="report-row">
      <a href={href(['streams', report.stream, 'reports', report.reportId])}>
        {question.from && question.to && period(question.from, question.to)}
      </a>
      <Status value={report.status} />
      <span class="hint">{about(report)}</span>
      <span class="hint">{report.provenance ? `${count(report.provenance.matched)} events` : <Progress progress={report.progress} />}</span>
      {report.reason && <span class="problem hint">{report.reason}</span>}
    </li>
  );
}

function about({ question }: Report): string {
  const parts = [
    question.interval && `by ${String(question.interval)}`,
    question.groupBy.length > 0 && `by ${question.groupBy.join(', ')}`,
    question.filters.length > 0 && `where ${question.filters.map(filter => filter.field).join(', ')} fits`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'in one row';
}

/** The host lists the oldest first; people want the newest. */
async function all(stream: string, signal: AbortSignal): Promise<readonly Report[]> {
  const reports: Report[] = [];
  let continuation: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await unwrap(api.GET('/api/streams/{stream}/reports', {
      params: { path: { stream }, query: { limit: pageSize, ...(continuation ? { continuation } : {}) } }, signal,
    }));
    reports.push(...answer.items);
    continuation = answer.continuation;
    if (!continuation) {
      break;
    }
  }
  return reports.reverse();
}
