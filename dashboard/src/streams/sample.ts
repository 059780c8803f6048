import { api, unwrap } from '../api/client';
import { randomFrom } from '../samples/random';
import { post } from './post';

export const sampleStream = 'sample-shop';

const minutes = 180;
const minuteMs = 60_000;
const pages = ['/', '/shoes', '/coats', '/bags', '/sale', '/about', '/checkout'];
const countries = ['CH', 'DE', 'FR', 'IT', 'AT', 'US'];

/** Sets up the stream of a made-up shop and posts its last three hours, among them a rush and a few lines that are no events. */
export async function postSample(): Promise<void> {
  await unwrap(api.PUT('/api/streams/{stream}', {
    params: { path: { stream: sampleStream } },
    body: { value: 'data.amount', unique: 'data.user', topK: ['data.page', 'data.country'], window: '1m' } as never,
  }));
  await post(sampleStream, new File([sampleLines(Date.now())], 'sample.ndjson'), () => {});
}

/** The sample that ends at a moment; the same for the same moment. */
export function sampleLines(now: number): string {
  const random = randomFrom(now);
  const lines: string[] = [];
  for (let minute = minutes; minute > 0; minute--) {
    const isRush = minute >= 42 && minute < 46;
    const amount = Math.round((24 + 10 * Math.sin(minute / 25) + 6 * random()) * (isRush ? 5 : 1));
    for (let index = 0; index < amount; index++) {
      lines.push(sampleEvent(now - minute * minuteMs + (index * minuteMs) / amount, random, isRush ? '/sale' : undefined));
    }
  }
  lines.splice(100, 0, '{"type": "sale", "data": {', '{"data": {"amount": 3}}', 'not an event');
  return lines.join('\n');
}

/** What happens in the shop within a second. */
export const sampleSecond = (now: number): string => {
  const random = randomFrom(now);
  return Array.from({ length: 4 + Math.floor(random() * 12) }, () => sampleEvent(now, random)).join('\n');
};

function sampleEvent(at: number, random: () => number, page = pick(pages, random)): string {
  const isSale = random() < 0.2;
  return JSON.stringify({
    id: `${Math.round(at)}-${Math.floor(random() * 1e9)}`,
    type: isSale ? 'sale' : 'visit',
    time: new Date(at).toISOString(),
    subject: `visitor-${Math.floor(random() ** 2 * 400)}`,
    data: { user: `u${Math.floor(random() ** 2 * 400)}`, page, country: pick(countries, random), ...(isSale ? { amount: Math.round(1000 * Math.exp(1 + 2 * random())) / 100 } : {}) },
  });
}

/** Earlier ones come more often. */
const pick = (choices: readonly string[], random: () => number): string => choices[Math.floor(random() ** 1.8 * choices.length)]!;
