import { Page } from '../components/page.tsx';
import { t } from '../texts/index.ts';

export function NotFoundPage() {
  return (
    <Page title={t.notFound.title}>
      <p>{t.notFound.text} <a href="/">{t.notFound.back}</a></p>
    </Page>
  );
}
