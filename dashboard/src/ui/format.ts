const number = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const precise = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const clock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const hourAndMinute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

export const count = (value: number): string => number.format(value);

/** "12.3K": for places where the order of magnitude is what matters. */
export const about = (value: number): string => compact.format(value);

/** A measured value, to four digits. */
export const value = (measured: number | null | undefined): string => (measured === undefined || measured === null ? '–' : Math.abs(measured) >= 10_000 ? about(measured) : precise.format(measured));

export function bytes(size: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

export function duration(ms: number): string {
  if (ms < 1000) {
    return `${ms > 0 && ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
  }
  if (ms < 60_000) {
    return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  }
  const minutes = ms / 60_000;
  return minutes < 60 ? `${minutes.toFixed(1)} min` : minutes < 1440 ? `${(minutes / 60).toFixed(1)} h` : `${(minutes / 1440).toFixed(1)} d`;
}

export const moment = (iso: string): string => clock.format(new Date(iso));

/** "14:05" on the same day as now, else the date as well. */
export function shortMoment(iso: string, now = new Date()): string {
  const at = new Date(iso);
  return at.toDateString() === now.toDateString() ? hourAndMinute.format(at) : `${at.getDate()} ${at.toLocaleString('en-GB', { month: 'short' })} ${hourAndMinute.format(at)}`;
}

/** "17 May 14:05 to 15:00", the second date left out where it is the same. */
export function period(from: string, to: string): string {
  const [begin, end] = [new Date(from), new Date(to)];
  const longAgo = new Date(0);
  return `${shortMoment(from, longAgo)} to ${shortMoment(to, begin.toDateString() === end.toDateString() ? end : longAgo)}`;
}

export const percent = (ratio: number, digits = 0): string => `${(ratio * 100).toFixed(digits)} %`;

/** A price; small ones keep three digits that say something. */
export function money(amount: number, currency = 'USD'): string {
  const digits = amount === 0 || Math.abs(amount) >= 1 ? 2 : Math.min(10, 2 - Math.floor(Math.log10(Math.abs(amount))));
  return new Intl.NumberFormat('en', { style: 'currency', currency, minimumFractionDigits: Math.min(digits, 2), maximumFractionDigits: digits }).format(amount);
}

/** "exposureTime" becomes "Exposure time". */
export const title = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);

/** "1 file", "2 files". */
export const counted = (amount: number, thing: string, things = `${thing}s`): string => `${count(amount)} ${amount === 1 ? thing : things}`;
