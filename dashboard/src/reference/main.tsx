import { render } from 'preact';
import { restoreTheme } from '../app/theme';
import { ReferencePage } from './ReferencePage';
import '../styles/index.css';
import './reference.css';

restoreTheme();
render(<ReferencePage />, document.getElementById('app')!);
