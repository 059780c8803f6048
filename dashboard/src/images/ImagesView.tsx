import { api, type ImageManifest, unwrap } from '../api/client';
import { usePages } from '../api/usePages';
import { type Location, replaceQuery } from '../app/location';
import { Choice } from '../ui/Choice';
import { Empty } from '../ui/Empty';
import { FilterField } from '../ui/FilterField';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { VirtualRows } from '../ui/VirtualRows';
import { useDeleted } from './deletions';
import { ImageCard } from './ImageCard';
import { NoImages } from './NoImages';
import { UploadPanel } from './UploadPanel';
import './images.css';

const cardWidth = 236;
/** A frame of 4 to 3, and what is written below it. */
const cardHeight = (width: number): number => (width - 16) * 0.75 + 78;
const narrow = 520;
const states = ['Processing', 'Completed', 'Rejected', 'Failed'] as const;
type State = (typeof states)[number] | '';

const columns = (width: number): number => (width < narrow ? 2 : Math.floor(width / cardWidth));
const idOf = (image: ImageManifest): string => image.imageId;

export function ImagesView({ location }: { location: Location }) {
  const filter = (name: string): string => location.query.get(name) ?? '';
  const [status, color, label] = [filter('status') as State, filter('color'), filter('label')];
  const isFiltered = Boolean(status || color || label);
  const deleted = useDeleted();
  const images = usePages(`${status}|${color}|${label}`, idOf, (continuation, signal) => unwrap(api.GET('/api/images', {
    params: {
      query: {
        limit: 60,
        ...(continuation ? { continuation } : {}),
        ...(status ? { status } : {}),
        ...(color ? { color } : {}),
        ...(label ? { label } : {}),
      },
    },
    signal,
  })));
  const shown = images.items.filter(image => !deleted.has(image.imageId));

  return (
    <div class="view">
      <header class="head"><h1>Images</h1></header>
      <UploadPanel />
      <form class="fields" role="search" aria-label="Filter images" onSubmit={event => event.preventDefault()}>
        <Choice<State> label="Status" options={[['', 'Any'], ...states]} value={status} onChange={next => replaceQuery(location, { status: next })} />
        <FilterField label="Label" value={label} placeholder="mountain" onChange={next => replaceQuery(location, { label: next })} />
        <label>
          Colour
          <input type="color" value={color ? `#${color}` : '#808080'} onChange={event => replaceQuery(location, { color: event.currentTarget.value.slice(1) })} />
        </label>
        {isFiltered && <button type="button" class="quiet" onClick={() => replaceQuery(location, { status: undefined, color: undefined, label: undefined })}>Clear filters</button>}
      </form>
      {images.error && <Problem error={images.error} retry={images.refresh} />}
      {images.isLoading && <Skeleton height={2 * cardHeight(cardWidth)} />}
      {!images.isLoading && !images.error && images.isComplete && shown.length === 0 && (isFiltered ? <Empty title="No image is like that" /> : <NoImages />)}
      <div class="image-grid">
        <VirtualRows
          role="list" label="Images" items={shown} loaded={images.items.length} rowHeight={cardHeight} columns={columns} onEnd={images.loadMore}
          render={image => <ImageCard key={image.imageId} image={image} />}
        />
      </div>
    </div>
  );
}
