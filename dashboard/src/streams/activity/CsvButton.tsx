import { download } from '../../api/download';
import { toastError } from '../../ui/Toasts';

/** Gives an answer as a file for spreadsheets. */
export function CsvButton({ url, name, what }: { url: string; name: string; what: string }) {
  return (
    <button type="button" class="quiet" aria-label={`${what} as CSV`} onClick={() => void download(url, 'text/csv', `${name}.csv`).catch(toastError)}>CSV</button>
  );
}
