import { useState } from 'preact/hooks';
import { api, unwrap } from '../../api/client';
import { save } from '../../api/download';
import { useQuery } from '../../api/useQuery';
import { href } from '../../app/location';
import { bytes, count, counted, moment, percent } from '../../ui/format';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import { Status } from '../../ui/Status';
import { CsvButton } from '../activity/CsvButton';
import type { Report } from '../types';
import { Progress } from './Progress';
import { ReportTable } from './ReportTable';

const lookEveryMs = 1000;

/** A report: on its way, or with its rows and where they come from. */
export function ReportDetail({ stream, reportId }: { stream: string; reportId: string }) {
  const [isRunning, setIsRunning] = useState(true);
  const { data: report, error, refresh } = useQuery(reportId, async signal => {
    const found = await unwrap(api.GET('/api/streams/{stream}/reports/{reportId}', { params: { path: { stream, reportId } }, signal }));
    setIsRunning(found.status === 'Running');
    return found;
  }, isRunning ? lookEveryMs : undefined);

  if (!report) {
    return error ? <Problem error={error} retry={refresh} /> : <Skeleton height={320} />;
  }

  const { question, provenance, accuracy } = report;
  const url = `/api/streams/${encodeURIComponent(stream)}/reports/${reportId}`;
  return (
    <>
      <section class="card" aria-label="Report">
        <header>
          <Status value={report.status} />
          {report.status === 'Running' && <Progress progress={report.progress} />}
          <span class="spring" />
          <a class="button quiet" href={href(['orchestrations', report.instanceId])}>Orchestration</a>
          {report.status === 'Completed' && (
            <>
              <CsvButton url={url} name={`${stream}-${reportId}`} what="Report" />
              <button class="quiet" onClick={() => save(`${stream}-${reportId}.json`, new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' }))}>JSON</button>
            </>
          )}
        </header>
        {report.reason && <p class="problem">{report.reason}</p>}
        <dl class="facts">
          {question.from && <><dt>From</dt><dd>{moment(question.from)}</dd></>}
          {question.to && <><dt>To</dt><dd>{moment(question.to)}</dd></>}
          {question.filters.map(filter => <><dt>Only where</dt><dd>{told(filter)}</dd></>)}
          {provenance && (
            <>
              <dt>Read</dt><dd>{count(provenance.lines)} lines, {bytes(provenance.bytes)}, in {counted(provenance.shards, 'part')}</dd>
              <dt>Counted</dt><dd>{count(provenance.matched)} events; {count(provenance.outside)} are outside the time, {count(provenance.filtered)} filtered, {count(provenance.rejected)} rejected, {count(provenance.late)} late</dd>
            </>
          )}
          {accuracy && <><dt>Exact</dt><dd>counts, sums, least and most; percentiles within {percent(accuracy.quantileRelativeError)}, uniques with a standard error of {percent(accuracy.uniquesStandardError, 2)}</dd></>}
        </dl>
      </section>
      {report.status === 'Completed' && <ReportTable report={report} />}
    </>
  );
}

function told({ field, equals, in: choices, min, max }: Report['question']['filters'][number]): string {
  return [field, equals !== undefined && equals !== null && `is ${equals}`, choices && `is ${choices.join(' or ')}`, min !== undefined && min !== null && `≥ ${min}`, max !== undefined && max !== null && `≤ ${max}`].filter(Boolean).join(' ');
}
