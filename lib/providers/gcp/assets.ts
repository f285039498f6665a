/** Cloud Asset Inventory: assets of a parent, page by page. */
import type { GcpConnection } from '../connection.ts';
import { ProviderError } from '../errors.ts';
import { PATIENCE_MS, within } from '../patience.ts';
import type { Meter, Place } from '../types.ts';
import type { GcpAsset } from './asset.ts';
import { assetClient } from './client.ts';
import { noCredential, status, translateGcp } from './errors.ts';
import type { GcpFederation } from './federation.ts';
import { decodeStruct, type Struct } from './struct.ts';

/** Largest page that ListAssets gives. */
const PAGE = 1_000;
const OPERATION = 'cai:ListAssets';

/** Tries of one page, and the wait between them: doubling, with some chance in it. */
const TRIES = 8;
/** The quota is a minute's: these waits together are a minute at least. */
const QUOTA_TRIES = 10;
const FIRST_WAIT_MS = 500;
const LAST_WAIT_MS = 30_000;

/** The client itself retries none of these for ListAssets but UNAVAILABLE, and that one is counted here. */
const again = new Set<unknown>([
  status.resourceExhausted,
  status.unavailable,
  status.deadlineExceeded,
  status.internal,
  status.aborted,
]);

/** What says that nothing answered. */
const silent = new Set<number>([status.unavailable, status.deadlineExceeded]);
/** Until something answered once: how long it may take, and how long it is worth to try anew. */
const FIRST_ANSWER_MS = 20_000;
const IN_VAIN_MS = 5_000;

export interface Assets {
  /** Assets of a parent, all of them or of some types, each with its resource decoded. */
  pages(parent: string, assetTypes: readonly string[], place: Place): AsyncGenerator<GcpAsset[]>;
  close(): Promise<void>;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface WireAsset {
  readonly name?: string | null;
  readonly assetType?: string | null;
  readonly ancestors?: string[] | null;
  readonly resource?: {
    readonly parent?: string | null;
    readonly location?: string | null;
    readonly data?: Struct | null;
  } | null;
}

const assetOf = ({ name, assetType, ancestors, resource }: WireAsset): GcpAsset[] =>
  name
    ? [
        {
          name,
          assetType: assetType ?? 'unknown',
          ancestors: ancestors ?? [],
          resource: {
            ...(resource?.parent && { parent: resource.parent }),
            ...(resource?.location && { location: resource.location }),
            data: decodeStruct(resource?.data),
          },
        },
      ]
    : [];

/** Without `federation`, application default credentials are used. */
export const openAssets = (
  connection: GcpConnection | undefined,
  meter: Meter,
  federation?: GcpFederation | undefined,
): Assets => {
  const client = assetClient(connection, federation);
  let answered = false;
  // Asked of the client itself, a missing credential is thrown once more where nobody can catch it.
  const signIn = (place: Place) =>
    within(
      PATIENCE_MS,
      async () => {
        // The client would hide in its own words why no token is given.
        await federation?.signIn();
        await client.initialize();
      },
      () => noCredential(`none was given within ${PATIENCE_MS / 1000} seconds`, place),
    ).catch((error) => {
      const failure = translateGcp(error, place);
      throw failure.code === 'unexpected' ? noCredential(failure.message, place, error) : failure;
    });
  const ask = async (request: object, place: Place) => {
    await signIn(place);
    const started = performance.now();
    for (let attempt = 0; ; attempt++) {
      meter.call('gcp', OPERATION);
      try {
        const options = { autoPaginate: false, retry: null, ...(!answered && { timeout: FIRST_ANSWER_MS }) };
        const [, , answer] = await client.listAssets(request, options as object);
        answered = true;
        return answer;
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (typeof code === 'number' && !silent.has(code)) answered = true;
        const tries = code === status.resourceExhausted ? QUOTA_TRIES : TRIES;
        const inVain = !answered && performance.now() - started > IN_VAIN_MS;
        if (!again.has(code) || inVain || attempt + 1 >= tries) throw translateGcp(error, place);
        const wait = Math.min(LAST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + Math.random() / 2);
        if (code === status.resourceExhausted) meter.throttled('gcp', OPERATION, wait);
        await sleep(wait);
      }
    }
  };
  return {
    async *pages(parent, assetTypes, place) {
      const tokens = new Set<string>();
      let pageToken = '';
      do {
        const answer = await ask(
          { parent, contentType: 'RESOURCE', pageSize: PAGE, pageToken, assetTypes: [...assetTypes] },
          place,
        );
        if (answer === undefined || answer === null)
          throw new ProviderError('unexpected', 'Cloud Asset answered without a page.', place, 'Run again.');
        const assets = ((answer.assets ?? []) as WireAsset[]).flatMap(assetOf);
        if (assets.length > 0) yield assets;
        pageToken = answer.nextPageToken ?? '';
        if (pageToken !== '' && tokens.has(pageToken)) {
          throw new ProviderError(
            'unexpected',
            'Cloud Asset gave a page token a second time.',
            place,
            'The next run lists it anew.',
          );
        }
        tokens.add(pageToken);
      } while (pageToken !== '');
    },
    // A client that never found credentials has nothing to close, and says so by failing.
    close: () => client.close().catch(() => undefined),
  };
};
