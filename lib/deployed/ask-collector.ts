/** Has a deployed collector try its roots, for somebody with AWS credentials of their own. */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { translateAws } from '../providers/aws/errors.ts';
import type { Tried } from '../runs/trying.ts';
import { functions } from './functions.ts';
import type { TriedRoots, TryOrder } from './try-roots.ts';

/** A collector's function; without a region, that of the environment or the profile. */
export interface CollectorName {
  readonly name: string;
  readonly region?: string | undefined;
}

const CONNECT_MS = 3_000;
/** As long as the function may take, and its start. */
const ANSWER_MS = (functions.aws.timeoutS + 30) * 1_000;

const unasked = ({ name, region }: CollectorName, detail: string, advice: string | null): Tried => ({
  root: `${name}${region === undefined ? '' : ` in ${region}`}`,
  what: 'ask the deployed collector',
  ok: false,
  detail,
  advice,
});

/** Why it could not be asked, in words that say what to do; what nobody foresaw is thrown again. */
const refusal = (error: unknown, at: CollectorName): Tried => {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'ResourceNotFoundException')
    return unasked(
      at,
      'it is not there',
      `Deploy it, or check \`deploy.name\`, the region and the account (\`aws sts get-caller-identity\`).`,
    );
  if (/^Region is missing/.test(error.message))
    return unasked(at, 'no AWS region is known', 'Say `deploy.region` in the config, or set AWS_REGION.');
  const { code, message, advice } = translateAws(error, { provider: 'aws' });
  if (code === 'access_denied') return unasked(at, message, `Ask for lambda:InvokeFunction on ${at.name}.`);
  if (code === 'unexpected') throw error;
  return unasked(at, message, advice);
};

/** What the collector found, or one failure that says why it could not be asked. */
export const askCollector = async (at: CollectorName): Promise<TriedRoots> => {
  const client = new LambdaClient({
    ...(at.region !== undefined && { region: at.region }),
    // Trying anew what took a quarter of an hour would take another.
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS, throwOnRequestTimeout: true },
  });
  try {
    const Payload = JSON.stringify({ action: 'try' } satisfies TryOrder);
    const answer = await client.send(new InvokeCommand({ FunctionName: at.name, Payload }));
    const said = JSON.parse(answer.Payload?.transformToString() || 'null');
    if (answer.FunctionError === undefined) return said;
    const detail = `${said?.errorType ?? answer.FunctionError}: ${said?.errorMessage ?? 'it ended without a word'}`;
    return { tried: [unasked(at, detail, `Its log says more: /aws/lambda/${at.name}.`)], more: 0 };
  } catch (error) {
    return { tried: [refusal(error, at)], more: 0 };
  } finally {
    client.destroy();
  }
};
