import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ImageDetail } from '../images/ImageDetail';
import { ImagesView } from '../images/ImagesView';
import { OrchestrationDetail } from '../orchestrations/OrchestrationDetail';
import { OrchestrationsView } from '../orchestrations/OrchestrationsView';
import { OverviewView } from '../overview/OverviewView';
import { Toasts } from '../ui/Toasts';
import { href, type Location, useLocation } from './location';
import icon from './icon.svg';
import { SignIn } from './SignIn';
import { chooseTheme, currentTheme } from './theme';

const views = [
  { name: 'Overview', path: [] },
  { name: 'Images', path: ['images'] },
  { name: 'Orchestrations', path: ['orchestrations'] },
] as const;

export function App() {
  const location = useLocation();
  const main = useRef<HTMLElement>(null);
  const place = location.path.join('/');

  // Readers of the page by ear or keyboard begin at the new view, not where the link was.
  useEffect(() => {
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [place]);

  return (
    <>
      <a class="skip" href="#main" onClick={event => { event.preventDefault(); main.current?.focus(); }}>
        Skip to content
      </a>
      <header class="bar">
        <a class="brand" href={href([])}>
          <img src={icon} alt="" width="24" height="24" />
          FunctionApp
        </a>
        <nav aria-label="Views">
          {views.map(view => (
            <a key={view.name} href={href(view.path)} aria-current={(location.path[0] ?? '') === (view.path[0] ?? '') ? 'page' : undefined}>
              {view.name}
            </a>
          ))}
        </nav>
        <ThemeButton />
      </header>
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
    case 'orchestrations':
      return id ? <OrchestrationDetail key={id} instanceId={id} /> : <OrchestrationsView location={location} />;
    default:
      return <p>There is no such view. <a href={href([])}>Go to the overview.</a></p>;
  }
}

function ThemeButton() {
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button class="quiet" aria-label={`Use the ${other} theme`} onClick={() => { chooseTheme(other); setTheme(other); }}>
      {theme === 'dark' ? '☀' : '☾'}
    </button>
  );
}
