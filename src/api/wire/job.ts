import type { z } from 'zod';
import type { Job, JobEvent } from '../../jobs/index.ts';
import type { JobPlan } from '../../jobs/spec/index.ts';
import { wireMetrics } from '../plugins/validation.ts';
import type { jobEventSchema, jobPlanSchema, jobSchema } from '../schemas/job.ts';

/** A job as it travels: metrics that JSON cannot write as numbers become their names. */
export function jobWire(job: Job): z.output<typeof jobSchema> {
  return { ...job, metrics: wireMetrics(job.metrics) };
}

export function planWire({ plan: _network, ...plan }: JobPlan): z.output<typeof jobPlanSchema> {
  return {
    ...plan,
    layers: plan.layers.map((layer) => ({
      ...layer,
      inputShapes: layer.inputShapes.map((shape) => [...shape]),
      outputShape: [...layer.outputShape],
      parameters: layer.parameters.map((parameter) => ({ ...parameter, shape: [...parameter.shape] })),
    })),
  };
}

export const eventWire = (event: JobEvent): z.output<typeof jobEventSchema> => ({ ...event });
