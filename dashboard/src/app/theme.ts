import { useEffect, useState } from 'preact/hooks';

const storageKey = 'theme';
const changed = 'themechange';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

export type Theme = 'light' | 'dark';

/** What the page shows now: the visitor's choice, else what their system prefers. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : prefersDark.matches ? 'dark' : 'light';
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(storageKey, theme);
  dispatchEvent(new Event(changed));
}

export function restoreTheme(): void {
  const chosen = localStorage.getItem(storageKey);
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
}

export function useTheme(): Theme {
  const [theme, setTheme] = useState(currentTheme);
  useEffect(() => {
    const look = () => setTheme(currentTheme());
    addEventListener(changed, look);
    prefersDark.addEventListener('change', look);
    return () => {
      removeEventListener(changed, look);
      prefersDark.removeEventListener('change', look);
    };
  }, []);
  return theme;
}

/** A colour of the theme as a canvas takes it. */
export function colorOf(variable: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${variable})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
