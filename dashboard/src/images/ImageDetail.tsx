import { useState } from 'preact/hooks';
import { api, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';
import { href } from '../app/location';
import { Confirm } from '../ui/Confirm';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { Status } from '../ui/Status';
import { Compare } from './Compare';
import { Cost } from './Cost';
import { deleteSoon } from './deletions';
import { Exif } from './Exif';
import { Facts } from './Facts';
import { Labels } from './Labels';
import { Palette } from './Palette';
import { Preview } from './Preview';
import { Renditions } from './Renditions';
import { Similar } from './Similar';
import { Timings } from './Timings';
import { TransformPanel } from './TransformPanel';
import './images.css';

const lookEveryMs = 2000;

export function ImageDetail({ imageId }: { imageId: string }) {
  const { data: image, error, refresh } = useQuery(
    imageId, signal => unwrap(api.GET('/api/images/{imageId}', { params: { path: { imageId } }, signal })), lookEveryMs);
  const [isAsking, setIsAsking] = useState(false);

  if (!image) {
    return (
      <div class="view">
        <nav class="trail" aria-label="Breadcrumb"><a href={href(['images'])}>Images</a></nav>
        <header class="head"><h1 class="mono">{imageId}</h1></header>
        {error ? <Problem error={error} retry={refresh} /> : <Skeleton height={640} />}
      </div>
    );
  }

  const remove = () => {
    deleteSoon(image);
    window.location.hash = href(['images']);
  };
  const isCompleted = image.status === 'Completed';
  return (
    <div class="view">
      <nav class="trail" aria-label="Breadcrumb"><a href={href(['images'])}>Images</a></nav>
      <header class="head">
        <h1>{image.source.name}</h1>
        <Status value={image.status} />
        <span class="spring" />
        <a class="button" href={href(['orchestrations', image.instanceId])}>Orchestration</a>
        <button class="danger" disabled={image.status === 'Processing'} onClick={() => setIsAsking(true)}>Delete</button>
      </header>
      {image.reason && <p class="card problem">{image.reason}</p>}
      <div class="halves">
        <Preview image={image} />
        <section class="card" aria-label="Facts">
          <Facts image={image} />
          {image.analysis && <Palette colors={image.analysis.palette} />}
          <Labels image={image} />
        </section>
      </div>
      {image.renditions.length > 0 && <Renditions image={image} />}
      {isCompleted && <Compare image={image} />}
      {isCompleted && <TransformPanel image={image} />}
      <div class="columns">
        {image.timings && <Timings image={image} timings={image.timings} />}
        {image.cost && <Cost cost={image.cost} />}
        {image.exif && <Exif exif={image.exif} />}
        {isCompleted && <Similar imageId={imageId} />}
      </div>
      {isAsking && (
        <Confirm title={`Delete ${image.source.name}?`} action="Delete" onConfirm={remove} onCancel={() => setIsAsking(false)}>
          The original, every rendition and the history go. What lies in the uploads container stays. You have a few seconds to undo it.
        </Confirm>
      )}
    </div>
  );
}
