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
  { path: '/jobs', component: lazy(async () => (await import('./jobs/jobs-page.tsx')).JobsPage) },
  { path: '/jobs/new', component: lazy(async () => (await import('./new-job/new-job-page.tsx')).NewJobPage) },
  { path: '/jobs/:id', component: lazy(async () => (await import('./job/job-page.tsx')).JobPage) },
  { path: '/draw', label: t.nav.draw, component: lazy(async () => (await import('./draw/draw-page.tsx')).DrawPage) },
  { path: '/playground', label: t.nav.playground, component: lazy(async () => (await import('./playground/playground-page.tsx')).PlaygroundPage) },
  { path: '/compare', label: t.nav.compare, component: lazy(async () => (await import('./compare/compare-page.tsx')).ComparePage) },
  { path: '/experiments', label: t.nav.experiments, component: lazy(async () => (await import('./experiments/experiments-page.tsx')).ExperimentsPage) },
  { path: '/models', label: t.nav.models, component: lazy(async () => (await import('./models/models-page.tsx')).ModelsPage) },
  { path: '/models/:name', component: lazy(async () => (await import('./models/model-page.tsx')).ModelPage) },
  { path: '/datasets', label: t.nav.datasets, component: lazy(async () => (await import('./datasets/datasets-page.tsx')).DatasetsPage) },
  { path: '/datasets/:name', component: lazy(async () => (await import('./datasets/dataset-page.tsx')).DatasetPage) },
  { path: '/system', label: t.nav.system, component: lazy(async () => (await import('./system/system-page.tsx')).SystemPage) },
];
