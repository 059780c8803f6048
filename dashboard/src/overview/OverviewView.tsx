import { api, type Health, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';
import { href } from '../app/location';
import { count } from '../ui/format';
import { Problem } from '../ui/Problem';
import { Status } from '../ui/Status';

const lookEveryMs = 2000;

export function OverviewView() {
  const { data, error, refresh } = useQuery('overview', async signal => {
    const health = await api.GET('/api/health/ready', { signal });
    const list = (status: string) => unwrap(api.GET('/api/orchestrations', { params: { query: { status, limit: 1000 } }, signal }));
    const [active, failed, images] = await Promise.all([
      list('Pending,Running,Suspended'), list('Failed'), unwrap(api.GET('/api/images', { params: { query: { limit: 200 } }, signal })),
    ]);
    return { health: (health.data ?? health.error) as Health, active, failed, images };
  }, lookEveryMs);

  return (
    <>
      <h1>Overview</h1>
      {error && <Problem error={error} retry={refresh} />}
      {data && (
        <>
          <div class="tiles">
            <Tile label="In work" value={upTo(data.active)} link={href(['orchestrations'], { status: 'Running' })} />
            <Tile label="Failed orchestrations" value={upTo(data.failed)} link={href(['orchestrations'], { status: 'Failed' })} />
            <Tile label="Images" value={upTo(data.images)} link={href(['images'])} />
          </div>
          {data.health.checks && (
            <section class="card">
              <header class="row"><h2>Health</h2><Status value={data.health.status} /></header>
              <dl class="facts-list">
                {Object.entries(data.health.checks).map(([name, status]) => <><dt>{name}</dt><dd><Status value={status} /></dd></>)}
              </dl>
            </section>
          )}
        </>
      )}
    </>
  );
}

const upTo = (page: { items: readonly unknown[]; continuation?: string }): string =>
  `${page.continuation ? 'over ' : ''}${count(page.items.length)}`;

function Tile({ label, value, link }: { label: string; value: string; link: string }) {
  return (
    <a class="tile" href={link}>
      <span class="value">{value}</span>
      <span class="label">{label}</span>
    </a>
  );
}
