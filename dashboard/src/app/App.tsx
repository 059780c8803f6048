import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { CostsView } from '../costs/CostsView';
import { ImageDetail } from '../images/ImageDetail';
import { ImagesView } from '../images/ImagesView';
import { OrchestrationDetail } from '../orchestrations/OrchestrationDetail';
import { OrchestrationsView } from '../orchestrations/OrchestrationsView';
import { OverviewView } from '../overview/OverviewView';
import { StreamView } from '../streams/StreamView';
import { StreamsView } from '../streams/StreamsView';
import { Toasts } from '../ui/Toasts';
import { Header, titleOf } from './Header';
import { href, type Location, useLocation } from './location';
import { SignIn } from './SignIn';

export function App() {
  const location = useLocation();
  const main = useRef<HTMLElement>(null);
  const hasMoved = useRef(false);
  const place = location.path.join('/');

  // Readers of the page by ear or keyboard begin at the new view, not where the link was.
  useEffect(() => {
    document.title = titleOf(location);
    if (hasMoved.current) {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    hasMoved.current = true;
  }, [place]);

  return (
    <>
      <a class="skip" href="#main" onClick={event => { event.preventDefault(); main.current?.focus(); }}>
        Skip to content
      </a>
      <Header location={location} />
      <main id="main" ref={main} tabIndex={-1}>
        <SignIn>{view(location)}</SignIn>
      </main>
      <Toasts />
    </>
  );
}

function view(location: Location): ComponentChildren {
  const [name, id] = location.path;
  switch (name) {
    case undefined:
      return <OverviewView />;
    case 'images':
      return id ? <ImageDetail key={id} imageId={id} /> : <ImagesView location={location} />;
    case 'streams':
      return id ? <StreamView key={id} name={id} location={location} /> : <StreamsView />;
    case 'orchestrations':
      return id ? <OrchestrationDetail key={id} instanceId={id} /> : <OrchestrationsView location={location} />;
    case 'costs':
      return <CostsView location={location} />;
    default:
      return <div class="view"><h1>There is no such view</h1><p><a href={href([])}>Go to the overview</a></p></div>;
  }
}
