import { useState } from 'preact/hooks';
import { href } from '../app/location';
import { Empty } from '../ui/Empty';
import { toastError } from '../ui/Toasts';
import { postSample, sampleStream } from './sample';

/** What a first visit shows: how events come, and a sample of them at the press of a button. */
export function NoStreams() {
  const [isBusy, setIsBusy] = useState(false);
  const begin = async () => {
    setIsBusy(true);
    try {
      await postSample();
      location.hash = href(['streams', sampleStream]);
    } catch (error) {
      toastError(error);
      setIsBusy(false);
    }
  };
  return (
    <Empty title="No streams yet">
      <p>A stream comes into being with its first event. Post some to <code>/api/streams/shop/events</code>, or look at a made-up shop: three hours of visits and sales.</p>
      <button class="primary" disabled={isBusy} onClick={() => void begin()}>{isBusy ? 'Posting the sample…' : 'Post the sample'}</button>
    </Empty>
  );
}
