import { render } from 'preact';
import { restoreTheme } from '../app/theme';
import '../style.css';

restoreTheme();
render(<main><h1>API</h1></main>, document.getElementById('app')!);
