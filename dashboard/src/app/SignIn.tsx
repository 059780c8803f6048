import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { onUnauthorized, signIn } from '../api/client';

/** Shows its content, and asks for an API key once the host has refused to answer without one. */
export function SignIn({ children }: { children: ComponentChildren }) {
  const [isRefused, setIsRefused] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => onUnauthorized(() => setIsRefused(true)), []);

  if (!isRefused) {
    return <div key={attempt}>{children}</div>;
  }

  return (
    <form
      class="card narrow"
      onSubmit={event => {
        event.preventDefault();
        signIn(new FormData(event.currentTarget).get('key') as string);
        setIsRefused(false);
        setAttempt(attempt + 1);
      }}
    >
      <h1>This host wants a key</h1>
      {attempt > 0 && <p class="problem" role="alert">That key was refused.</p>}
      <label>
        API key
        <input name="key" type="password" autocomplete="off" required autoFocus />
      </label>
      <p class="hint">A key is made with <code>./run key</code>. It is kept in this tab only, and forgotten when you close it.</p>
      <div><button class="primary">Go on</button></div>
    </form>
  );
}
