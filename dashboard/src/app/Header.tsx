import { isSignedIn, signOut } from '../api/client';
import { Icon, type IconName } from '../ui/Icon';
import icon from './icon.svg';
import { href, type Location } from './location';
import { chooseTheme, useTheme } from './theme';

interface View {
  readonly name: string;
  readonly path: readonly string[];
  readonly icon: IconName;
}

const views: readonly View[] = [
  { name: 'Overview', path: [], icon: 'overview' },
  { name: 'Images', path: ['images'], icon: 'images' },
  { name: 'Streams', path: ['streams'], icon: 'streams' },
  { name: 'Orchestrations', path: ['orchestrations'], icon: 'orchestrations' },
  { name: 'Costs', path: ['costs'], icon: 'costs' },
];

const isIn = (location: Location, view: View): boolean => (location.path[0] ?? '') === (view.path[0] ?? '');

export function titleOf(location: Location): string {
  return [location.path[1], views.find(view => isIn(location, view))?.name, 'FunctionApp'].filter(Boolean).join(' · ');
}

export function Header({ location }: { location: Location }) {
  return (
    <header class="bar">
      <a class="brand" href={href([])}>
        <img src={icon} alt="" width="24" height="24" />
        FunctionApp
      </a>
      <nav class="views" aria-label="Views">
        {views.map(view => (
          <a key={view.name} href={href(view.path)} aria-current={isIn(location, view) ? 'page' : undefined}>
            <Icon name={view.icon} />
            {view.name}
          </a>
        ))}
      </nav>
      <a class="button quiet" href="/docs">API</a>
      <ForgetButton />
      <ThemeButton />
    </header>
  );
}

/** For hosts that want a key: leaves nothing of it in this tab. */
function ForgetButton() {
  const forget = () => {
    signOut();
    location.reload();
  };
  return isSignedIn() ? <button class="icon" aria-label="Forget the key" title="Forget the key" onClick={forget}><Icon name="out" /></button> : null;
}

function ThemeButton() {
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button class="icon" aria-label={`Use the ${other} theme`} title={`Use the ${other} theme`} onClick={() => chooseTheme(other)}>
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  );
}
