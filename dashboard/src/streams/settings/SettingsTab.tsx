import { useState } from 'preact/hooks';
import { api, unwrap } from '../../api/client';
import { href } from '../../app/location';
import { Confirm } from '../../ui/Confirm';
import { toast, toastError } from '../../ui/Toasts';
import { commaSeparated } from '../commaSeparated';
import type { EventStream } from '../types';

/** What is computed of a stream's events, and how long it is kept. */
export function SettingsTab({ stream, onChange }: { stream: EventStream; onChange: () => void }) {
  const { name, settings } = stream;
  const [isDeleting, setIsDeleting] = useState(false);

  const change = async (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const text = (field: string): string | undefined => (fields.get(field) as string).trim() || undefined;
    try {
      await unwrap(api.PUT('/api/streams/{stream}', {
        params: { path: { stream: name } },
        body: {
          value: text('value'), unique: text('unique'), topK: commaSeparated(text('topK') ?? ''),
          window: text('window'), allowedLateness: text('allowedLateness'), retention: text('retention'),
        } as never,
      }));
      toast('Settings changed.');
      onChange();
    } catch (error) {
      toastError(error);
    }
  };

  const remove = async () => {
    setIsDeleting(false);
    try {
      await unwrap(api.DELETE('/api/streams/{stream}', { params: { path: { stream: name } } }));
      toast(`Stream ${name} deleted.`);
      location.hash = href(['streams']);
    } catch (error) {
      toastError(error);
    }
  };

  return (
    <form class="card" aria-labelledby="settings-title" key={settings.version} onSubmit={event => { event.preventDefault(); void change(event.currentTarget); }}>
      <header><h2 id="settings-title">Settings</h2><span class="hint">Version {settings.version}{settings.isInferred && ', chosen by looking at the first events'}</span></header>
      <div class="fields even">
        <label>Value <input name="value" defaultValue={settings.value ?? ''} placeholder="data.amount" /></label>
        <label>Unique <input name="unique" defaultValue={settings.unique ?? ''} placeholder="data.user" /></label>
        <label>Most frequent of <input name="topK" defaultValue={settings.topK.join(', ')} placeholder="data.page, data.country" /></label>
        <label>Window <input name="window" defaultValue={String(settings.window)} pattern="\d+[smh]" title="1s to 1h, dividing the hour" required /></label>
        <label>Allowed lateness <input name="allowedLateness" defaultValue={String(settings.allowedLateness)} pattern="\d+[smhd]" title="For example 5m" required /></label>
        <label>Retention <input name="retention" defaultValue={settings.retention ? String(settings.retention) : ''} pattern="\d+[smhd]" title="For example 30d" placeholder="for ever" /></label>
      </div>
      <p class="hint">Paths name fields of an event, for example data.amount. What is changed holds for events from then on; the window cannot change any more once there are some.</p>
      <div class="line">
        <button class="primary">Save</button>
        <span class="spring" />
        <button type="button" class="danger" onClick={() => setIsDeleting(true)}>Delete the stream</button>
      </div>
      {isDeleting && (
        <Confirm title={`Delete ${name}?`} action="Delete" onConfirm={() => void remove()} onCancel={() => setIsDeleting(false)}>
          Its settings, events, windows and roll-up go for good.
        </Confirm>
      )}
    </form>
  );
}
