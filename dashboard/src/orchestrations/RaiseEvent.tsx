import { api, unwrap } from '../api/client';
import { toast, toastError } from '../ui/Toasts';

/** Sends an event to an orchestration that waits for one. */
export function RaiseEvent({ instanceId, onRaised }: { instanceId: string; onRaised: () => void }) {
  const raise = async (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const eventName = fields.get('name') as string;
    const payload = (fields.get('payload') as string).trim();
    try {
      const body: unknown = payload ? JSON.parse(payload) : undefined;
      await unwrap(api.POST('/api/orchestrations/{instanceId}/events/{eventName}', {
        params: { path: { instanceId, eventName } },
        ...(body === undefined ? {} : { body: body as never }),
      }));
      toast(`Event ${eventName} raised.`);
      form.reset();
      onRaised();
    } catch (error) {
      toastError(error instanceof SyntaxError ? new Error(`The payload is not JSON: ${error.message}`) : error);
    }
  };
  return (
    <details class="card">
      <summary>Raise an event</summary>
      <form class="fields" onSubmit={event => { event.preventDefault(); void raise(event.currentTarget); }}>
        <label>Name <input name="name" required /></label>
        <label>Payload (JSON) <input name="payload" placeholder='{"approved": true}' /></label>
        <button class="primary">Raise</button>
      </form>
    </details>
  );
}
