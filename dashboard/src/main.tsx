import { render } from 'preact';
import { App } from './app/App';
import { restoreTheme } from './app/theme';
import './styles/index.css';

restoreTheme();
render(<App />, document.getElementById('app')!);
