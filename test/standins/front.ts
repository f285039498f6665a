/** Stands before moto and answers what moto does not, or does not ask enough for. */
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Front {
  readonly url: string;
  /** Role ARNs that were assumed. */
  readonly assumed: string[];
  /** Told of each request before it is answered: its path, and its form for services that are asked by one. */
  onCall: (path: string, form: URLSearchParams) => void;
  close(): Promise<void>;
}

const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** ListBuckets as AWS answers it: with each bucket's region, which moto leaves out though it knows it. */
const withRegions = async (xml: string, port: number, authorization: string): Promise<string> => {
  const buckets = xml.split('<Bucket>');
  const regions = buckets.slice(1).map(async (bucket) => {
    const [, name = ''] = /<Name>([^<]+)</.exec(bucket) ?? [];
    const answer = await fetch(`http://127.0.0.1:${port}/${name}?location`, { headers: { authorization } });
    const [, region = 'us-east-1'] = />([^<]+)<\/LocationConstraint>/.exec(await answer.text()) ?? [];
    return `<BucketRegion>${region}</BucketRegion>${bucket}`;
  });
  return [buckets[0], ...(await Promise.all(regions))].join('<Bucket>');
};

interface Refusal {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const notAllowed: Refusal = {
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' },
  text: '{"message":"not authorized to perform: account:ListRegions"}',
};

const notTrusted = (role: string): Refusal => ({
  headers: { 'content-type': 'text/xml' },
  text: `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole on resource: ${role}</Message></Error></ErrorResponse>`,
});

/** `externalId`: what a role's trust policy asks for, which moto keeps but does not read. */
export const openFront = async (port: number, externalId: string): Promise<Front> => {
  const assumed: string[] = [];
  const refusal = ({ url }: IncomingMessage, body: Buffer): Refusal | undefined => {
    // moto knows no account:ListRegions: here it is an action that the role lacks, so EC2 is asked instead.
    if (url === '/listRegions') return notAllowed;
    const form = new URLSearchParams(body.toString('latin1'));
    if (form.get('Action') !== 'AssumeRole') return undefined;
    const role = form.get('RoleArn') ?? '';
    if (role.endsWith(':role/cadastre-read') && form.get('ExternalId') !== externalId) return notTrusted(role);
    assumed.push(role);
    return undefined;
  };
  const onward = (incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { method, url: path, headers } = incoming;
      request({ host: '127.0.0.1', port, method, path, headers }, resolve).once('error', reject).end(body);
    });
  const server = createServer(async (incoming, answer) => {
    try {
      const body = await bodyOf(incoming);
      front.onCall(incoming.url ?? '', new URLSearchParams(body.toString('latin1')));
      const refused = refusal(incoming, body);
      if (refused) return void answer.writeHead(403, refused.headers).end(refused.text);
      const reply = await onward(incoming, body);
      const lists =
        incoming.method === 'GET' && incoming.url?.startsWith('/?') && incoming.url.includes('max-buckets=');
      if (!lists) return void reply.pipe(answer.writeHead(reply.statusCode ?? 502, reply.headers));
      const text = await withRegions((await bodyOf(reply)).toString(), port, incoming.headers.authorization ?? '');
      answer.writeHead(reply.statusCode ?? 502, { 'content-type': 'application/xml' }).end(text);
    } catch {
      answer.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const front: Front = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    assumed,
    onCall: () => undefined,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
  return front;
};
