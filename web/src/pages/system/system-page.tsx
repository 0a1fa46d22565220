import { Card } from '../../components/card.tsx';
import { Page } from '../../components/page.tsx';
import { t } from '../../texts/index.ts';

export function SystemPage() {
  return <Page title={t.system.title}><Card><p>{t.common.loading}</p></Card></Page>;
}
