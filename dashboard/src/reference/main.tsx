import { render } from 'preact';
import { restoreTheme } from '../app/theme';
import '../styles/index.css';

restoreTheme();
render(<main><h1>API</h1></main>, document.getElementById('app')!);
