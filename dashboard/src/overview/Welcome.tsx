import { NoImages } from '../images/NoImages';
import { NoStreams } from '../streams/NoStreams';

/** What a first visit begins with. */
export function Welcome() {
  return (
    <div class="columns">
      <div class="card"><NoImages /></div>
      <div class="card"><NoStreams /></div>
    </div>
  );
}
