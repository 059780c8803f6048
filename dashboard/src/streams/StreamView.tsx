import type { ComponentChildren } from 'preact';
import { api, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';
import { href, type Location } from '../app/location';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { ActivityTab } from './activity/ActivityTab';
import { AlertsTab } from './alerts/AlertsTab';
import { ReportDetail } from './reports/ReportDetail';
import { ReportsTab } from './reports/ReportsTab';
import { SettingsTab } from './settings/SettingsTab';
import './streams.css';

const tabs = [['Activity', undefined], ['Reports', 'reports'], ['Alerts', 'alerts'], ['Settings', 'settings']] as const;
const lookEveryMs = 5000;

export function StreamView({ name, location }: { name: string; location: Location }) {
  const { data: stream, error, refresh } = useQuery(
    name, signal => unwrap(api.GET('/api/streams/{stream}', { params: { path: { stream: name } }, signal })), lookEveryMs);
  const [, , tab, id] = location.path;

  return (
    <div class="view">
      <nav class="trail" aria-label="Breadcrumb">
        <a href={href(['streams'])}>Streams</a>
        {id && <a href={href(['streams', name, 'reports'])}>{name}</a>}
      </nav>
      <header class="head"><h1>{id ? 'Report' : name}</h1></header>
      {!id && (
        <nav class="tabs" aria-label="Stream">
          {tabs.map(([label, path]) => (
            <a key={label} href={href(path ? ['streams', name, path] : ['streams', name])} aria-current={tab === path ? 'page' : undefined}>{label}</a>
          ))}
        </nav>
      )}
      {!stream ? (error ? <Problem error={error} retry={refresh} /> : <Skeleton height={480} />) : content()}
    </div>
  );

  function content(): ComponentChildren {
    switch (tab) {
      case 'reports':
        return id ? <ReportDetail key={id} stream={name} reportId={id} /> : <ReportsTab stream={stream!} />;
      case 'alerts':
        return <AlertsTab stream={name} />;
      case 'settings':
        return <SettingsTab stream={stream!} onChange={refresh} />;
      default:
        return <ActivityTab stream={stream!} location={location} />;
    }
  }
}
