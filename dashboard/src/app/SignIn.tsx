import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { onUnauthorized, signIn } from '../api/client';

/** Shows its content, and asks for an API key once the host has refused to answer without one. */
export function SignIn({ children }: { children: ComponentChildren }) {
  const [refused, setRefused] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => onUnauthorized(() => setRefused(true)), []);

  if (!refused) {
    return <div key={attempt}>{children}</div>;
  }

  return (
    <form
      class="card narrow"
      onSubmit={event => {
        event.preventDefault();
        signIn(new FormData(event.currentTarget).get('key') as string);
        setRefused(false);
        setAttempt(attempt + 1);
      }}
    >
      <h1>This host wants a key</h1>
      <label>
        API key
        <input name="key" type="password" autocomplete="off" required />
      </label>
      <p class="hint">It is kept in this tab only, and forgotten when you close it.</p>
      <button class="primary">Go on</button>
    </form>
  );
}
