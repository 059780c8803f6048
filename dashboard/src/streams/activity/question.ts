/** What every question about a stream has in common. */
export interface Question {
  readonly stream: string;
  readonly from: string;
  readonly to: string;
  readonly type?: string;
}

/** As openapi-fetch takes it. */
export const ask = ({ stream, ...range }: Question) => ({ path: { stream }, query: range });

/** The address of an answer, to get it in another form. */
export function urlOf({ stream, ...range }: Question, kind: string, more: Record<string, string> = {}): string {
  return `/api/streams/${encodeURIComponent(stream)}/${kind}?${new URLSearchParams({ ...range, ...more })}`;
}
