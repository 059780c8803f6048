import { useState } from 'preact/hooks';
import { Empty } from '../ui/Empty';
import { toastError } from '../ui/Toasts';
import { drawSamples } from './samples';
import { enqueue } from './uploads';

/** What a first visit shows: pictures drawn in the browser, at the press of a button. */
export function NoImages() {
  const [isDrawing, setIsDrawing] = useState(false);
  const draw = async () => {
    setIsDrawing(true);
    try {
      enqueue(await drawSamples());
    } catch (error) {
      toastError(error);
    }
    setIsDrawing(false);
  };
  return (
    <Empty title="No images yet">
      <p>Each image you upload becomes renditions in several sizes and formats, with its palette, its hashes and what it cost. Have some drawn here to see it, or run <code>./run demo</code>.</p>
      <button class="primary" disabled={isDrawing} onClick={() => void draw()}>{isDrawing ? 'Drawing…' : 'Draw samples'}</button>
    </Empty>
  );
}
