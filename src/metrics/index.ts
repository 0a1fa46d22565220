export { type ApiMetrics, type ApiMetricsOptions, createApiMetrics } from './api.ts';
export { type ConsumerMetrics, createConsumerMetrics } from './consumer.ts';
export { type HealthPort, type HealthPortOptions, openHealthPort } from './health-port.ts';
export { OTHER } from './names.ts';
export type { Scrape } from './registry.ts';
