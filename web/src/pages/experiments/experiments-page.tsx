import { useLocation } from 'preact-iso';
import { useEffect, useRef } from 'preact/hooks';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { RequestCode } from '../../components/request-code.tsx';
import { fill } from '../../format.ts';
import { useCatalogue } from '../../service/catalogue.ts';
import { t } from '../../texts/index.ts';
import { ExperimentCard } from './experiment-card.tsx';
import './experiments.css';

/** `?chapter=6`, or `?experiment=<id>` for the chapter that has it. */
export function ExperimentsPage() {
  const { query } = useLocation();
  const { data: catalogue, error } = useCatalogue();
  const experiments = catalogue?.experiments ?? [];
  const chapters = [...new Set(experiments.map(({ chapter }) => chapter))].sort((a, b) => a - b);
  const chapter = experiments.find(({ id }) => id === query.experiment)?.chapter ?? (Number(query.chapter) || chapters[0]);
  const shown = experiments.filter((each) => each.chapter === chapter);
  const strip = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const here = strip.current?.querySelector<HTMLElement>('[aria-current]');
    if (here) strip.current!.scrollLeft = here.offsetLeft - strip.current!.clientWidth / 2 + here.offsetWidth / 2; // on a phone the strip is wider than the page
  }, [chapter, catalogue]);
  return (
    <Page title={t.experiments.title}>
      <p class="quiet intro">{t.experiments.intro}</p>
      <LoadError error={error} />
      {!catalogue && error === null && <Loading />}
      {catalogue && (
        <>
          <nav class="chapters" aria-label={t.experiments.chapters}>
            <ul ref={strip}>
              {chapters.map((each) => <li key={each}><a href={`/experiments?chapter=${each}`} aria-current={each === chapter ? 'true' : undefined}>{fill(t.experiments.chapter, { chapter: each })}</a></li>)}
            </ul>
          </nav>
          <h2>{fill(t.experiments.chapter, { chapter })}</h2>
          <div class="grid">
            {shown.map((each) => <ExperimentCard key={each.id} experiment={each} isAsked={each.id === query.experiment} />)}
          </div>
          <Code chapter={chapter} id={(shown.find(({ id }) => id === query.experiment) ?? shown[0])?.id ?? ''} />
        </>
      )}
    </Page>
  );
}

function Code({ chapter, id }: { chapter: number; /** of one of its experiments */ id: string }) {
  const path = '/api/v1/catalogue/experiments';
  return (
    <RequestCode
      requests={[{ method: 'GET', path: `${path}?chapter=${chapter}` }, { method: 'POST', path: `${path}/${id}/runs`, body: { seeds: [1] } }]}
      client={`const { data: experiments } = await client.experiments.list({ chapter: ${chapter} });\nlet run = await client.experiments.run('${id}', { seeds: [1] });\nwhile (run.finishedAt === null) {\n  await new Promise((resolve) => setTimeout(resolve, 1000));\n  run = await client.experiments.getRun(run.id);\n}\nconsole.log(run.verdict);`}
    />
  );
}
