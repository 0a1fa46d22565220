/** The libraries that draw. They are loaded with the first figure: the API, which lists the experiments and draws nothing, starts sooner without. */
import { createRequire } from 'node:module';
import type * as Linkedom from 'linkedom';
import type * as Plot from '@observablehq/plot';

const require = createRequire(import.meta.url);

export const loadPlot = (): typeof Plot => require('@observablehq/plot') as typeof Plot;
export const loadLinkedom = (): typeof Linkedom => require('linkedom') as typeof Linkedom;
