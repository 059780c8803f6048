import { useState } from 'preact/hooks';
import { api, type Orchestration, unwrap } from '../api/client';
import { usePages } from '../api/usePages';
import { type Location, replaceQuery } from '../app/location';
import { Empty } from '../ui/Empty';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { VirtualRows } from '../ui/VirtualRows';
import { BulkActions } from './BulkActions';
import { filtersOf, toQuery } from './instanceFilters';
import { FilterForm } from './FilterForm';
import { InstanceRow } from './InstanceRow';
import './orchestrations.css';

const rowHeight = 52;
const idOf = (instance: Orchestration): string => instance.instanceId;

export function OrchestrationsView({ location }: { location: Location }) {
  const filters = filtersOf(location.query);
  const instances = usePages(JSON.stringify(toQuery(filters)), idOf, (continuation, signal) => unwrap(api.GET('/api/orchestrations', {
    params: { query: { limit: 100, ...(continuation ? { continuation } : {}), ...toQuery(filters) } }, signal,
  })));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const shown = filters.children ? instances.items : instances.items.filter(instance => !instance.parentInstanceId);
  const toggle = (instanceId: string) => setSelected(before => {
    const after = new Set(before);
    if (!after.delete(instanceId)) {
      after.add(instanceId);
    }
    return after;
  });

  return (
    <div class="view">
      <header class="head"><h1>Orchestrations</h1></header>
      <FilterForm filters={filters} onChange={changes => replaceQuery(location, changes)} />
      {instances.error && <Problem error={instances.error} retry={instances.refresh} />}
      {instances.isLoading && <Skeleton height={rowHeight * 8} />}
      {instances.isComplete && !instances.error && shown.length === 0 && (
        <Empty title={location.query.size > 0 ? 'No orchestration is like that' : 'No orchestrations yet'}>
          <p>Every upload, stream, report and alert is one. <a href="#/images">Upload an image</a> or <a href="#/streams">post events</a> to see some.</p>
        </Empty>
      )}
      <div class={shown.length > 0 ? 'card rows' : ''}>
        {shown.length > 0 && (
          <BulkActions
            instances={shown.filter(instance => selected.has(instance.instanceId))}
            shown={shown.length}
            onSelectAll={() => setSelected(new Set(shown.map(idOf)))}
            onSelectNone={() => setSelected(new Set())}
            onDone={() => { setSelected(new Set()); instances.refresh(); }}
          />
        )}
        <div role={shown.length > 0 ? 'table' : undefined} aria-label={shown.length > 0 ? 'Orchestrations' : undefined} aria-rowcount={shown.length > 0 ? shown.length + 1 : undefined}>
          {shown.length > 0 && (
            <div role="rowgroup">
              <div role="row" class="instance labels">
                <span role="columnheader"><span class="unseen">Selected</span></span>
                <span role="columnheader">Instance</span>
                <span role="columnheader" class="wide">Orchestrator</span>
                <span role="columnheader">Status</span>
                <span role="columnheader" class="wide">Created</span>
                <span role="columnheader" class="wide number">Took</span>
                <span role="columnheader" class="wide"><span class="unseen">Commands</span></span>
              </div>
            </div>
          )}
          <VirtualRows
            role={shown.length > 0 ? 'rowgroup' : 'list'} items={shown} loaded={instances.items.length} rowHeight={rowHeight} onEnd={instances.loadMore}
            render={(instance, index) => (
              <InstanceRow
                key={instance.instanceId} instance={instance} index={index} isSelected={selected.has(instance.instanceId)}
                onToggle={() => toggle(instance.instanceId)} onDone={instances.refresh}
              />
            )}
          />
        </div>
      </div>
    </div>
  );
}
