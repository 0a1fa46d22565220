import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import { t } from '../texts/index.ts';

export interface PageEntry {
  /** as preact-iso reads it */
  path: string;
  /** in the navigation; absent: reached from other pages */
  label?: string;
  component: ComponentType;
}

/** Every page, in the order of the navigation. A new one is a file and a line here. */
export const pages: readonly PageEntry[] = [
  { path: '/', label: t.nav.jobs, component: lazy(async () => (await import('./jobs/jobs-page.tsx')).JobsPage) },
  { path: '/system', label: t.nav.system, component: lazy(async () => (await import('./system/system-page.tsx')).SystemPage) },
];
