import { t } from '../texts/index.ts';

export const Loading = () => <p class="quiet" role="status">{t.common.loading}</p>;
