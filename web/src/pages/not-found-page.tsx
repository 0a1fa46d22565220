import { Card } from '../components/card.tsx';
import { Page } from '../components/page.tsx';
import { t } from '../texts/index.ts';

export function NotFoundPage() {
  return (
    <Page title={t.notFound.title}>
      <Card>
        <p>{t.notFound.text}</p>
        <a class="button primary" href="/">{t.notFound.back}</a>
      </Card>
    </Page>
  );
}
