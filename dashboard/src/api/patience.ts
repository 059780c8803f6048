const mostTries = 5;
const longestWaitMs = 20_000;

/** Asks again when the host says in Retry-After that it is only busy. */
export async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const response = await ask();
    const wait = waitOf(response.status, response.headers.get('Retry-After'));
    if (wait === undefined || tries === mostTries) {
      return response;
    }
    await new Promise(resolve => setTimeout(resolve, wait));
  }
}

/** How long the host wants to be left alone, in milliseconds; undefined when the answer is final, or not worth waiting for. */
export function waitOf(status: number, retryAfter: string | null): number | undefined {
  const seconds = Number.parseInt(retryAfter ?? '', 10);
  return (status === 429 || status === 503) && seconds * 1000 <= longestWaitMs ? seconds * 1000 : undefined;
}
