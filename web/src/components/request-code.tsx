import { clientCode, curlOf, type Request } from '../code.ts';
import { t } from '../texts/index.ts';
import { CodeBlock } from './code-block.tsx';
import { Details } from './details.tsx';

/** The request behind what is shown, for a shell and for a program. */
export function RequestCode({ requests, client }: { requests: readonly Request[]; client: string }) {
  return (
    <Details title={t.code.title}>
      {() => (
        <>
          <CodeBlock label="curl" code={requests.map(curlOf).join('\n\n')} />
          <CodeBlock label={t.code.client} code={clientCode(client)} />
        </>
      )}
    </Details>
  );
}
