import { signal } from '@preact/signals';

type Theme = 'light' | 'dark';

const KEY = 'theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const chosen = localStorage.getItem(KEY);

/** What is shown; the system's until somebody chooses. */
export const theme = signal<Theme>(chosen === 'light' || chosen === 'dark' ? chosen : system.matches ? 'dark' : 'light');

system.addEventListener('change', () => {
  if (localStorage.getItem(KEY) === null) theme.value = system.matches ? 'dark' : 'light';
});
theme.subscribe((shown) => (document.documentElement.dataset.theme = shown));

export function toggleTheme(): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark';
  localStorage.setItem(KEY, theme.value);
}
