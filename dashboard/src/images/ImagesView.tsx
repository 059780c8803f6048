import { api, type ImageManifest, unwrap } from '../api/client';
import { usePages } from '../api/usePages';
import { type Location, replaceQuery } from '../app/location';
import { Problem } from '../ui/Problem';
import { VirtualRows } from '../ui/VirtualRows';
import { ImageCard } from './ImageCard';
import { UploadPanel } from './UploadPanel';

const cardWidth = 240;
const cardHeight = 268;
const states = ['Processing', 'Completed', 'Rejected', 'Failed'] as const;

const columns = (width: number): number => Math.floor(width / cardWidth);
const idOf = (image: ImageManifest): string => image.imageId;

export function ImagesView({ location }: { location: Location }) {
  const status = location.query.get('status') ?? '';
  const color = location.query.get('color') ?? '';
  const images = usePages(`${status}|${color}`, idOf, (continuation, signal) => unwrap(api.GET('/api/images', {
    params: {
      query: {
        limit: 60,
        ...(continuation ? { continuation } : {}),
        ...(status ? { status: status as (typeof states)[number] } : {}),
        ...(color ? { color } : {}),
      },
    },
    signal,
  })));

  return (
    <>
      <h1>Images</h1>
      <UploadPanel />
      <form class="filters" role="search" aria-label="Filter images" onSubmit={event => event.preventDefault()}>
        <label>
          Status
          <select value={status} onChange={event => replaceQuery(location, { status: event.currentTarget.value })}>
            <option value="">Any</option>
            {states.map(state => <option key={state}>{state}</option>)}
          </select>
        </label>
        <label>
          Colour
          <input type="color" value={color ? `#${color}` : '#808080'} onChange={event => replaceQuery(location, { color: event.currentTarget.value.slice(1) })} />
        </label>
        {(status || color) && <button class="quiet" onClick={() => replaceQuery(location, { status: undefined, color: undefined })}>Clear filters</button>}
      </form>
      {images.error && <Problem error={images.error} retry={images.refresh} />}
      {!images.isLoading && images.items.length === 0 && !images.error && <Nothing isFiltered={Boolean(status || color)} />}
      <VirtualRows label="Images" items={images.items} rowHeight={cardHeight} columns={columns} onEnd={images.loadMore} render={image => <ImageCard key={image.imageId} image={image} />} />
    </>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div class="empty">
      <p>{isFiltered ? 'No image is like that.' : 'No images yet. Upload some, or draw the samples: '}{!isFiltered && <code>./run demo</code>}</p>
    </div>
  );
}
