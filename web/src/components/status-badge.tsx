import type { Job } from '../../../src/client/index.ts';
import { t } from '../texts/index.ts';

export const StatusBadge = ({ status }: { status: Job['status'] }) => <span class={`badge ${status}`}>{t.status[status]}</span>;
