/** AWS as a kind sees it, with real clients and paginators whose requests are answered without a network. */
import type { AwsKind } from '../../lib/kinds/types.ts';
import { serviceOf } from '../../lib/providers/aws/clients.ts';
import type { AwsContext } from '../../lib/providers/aws/context.ts';
import type { Place } from '../../lib/providers/types.ts';

export interface Command {
  readonly input: Readonly<Record<string, unknown>>;
}

/** The account and region that a listing asks. */
export interface Asked {
  readonly accountId: string;
  readonly region: string;
}

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

/** Where a kind's listing looks, as the product names it. */
export const placeOf = ({ id, scope }: AwsKind, { accountId, region }: Asked): Place => ({
  provider: 'aws',
  accountId,
  region: scope === 'global' ? 'global' : region,
  kind: id,
});

/** The context of a listing; `answer` stands for AWS: it gives a call's answer, or throws its refusal. */
export const contextOf = (
  { accountId, region }: Asked,
  answer: (call: string, input: Command['input']) => object,
  gap: AwsContext['gap'],
): AwsContext => {
  const partition = partitionOf(region);
  const once = new Map<string, Promise<unknown>>();
  return {
    accountId,
    region,
    partition,
    client(service, at = region) {
      const client: any = new service({ region: at, credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
      const name = serviceOf(client.config.serviceId);
      client.send = async (command: Command) =>
        answer(`${name}:${command.constructor.name.replace(/Command$/, '')}`, command.input);
      return client;
    },
    arn: (service, resource, of) =>
      `arn:${partition}:${service}:${of?.region ?? region}:${of?.accountId ?? accountId}:${resource}`,
    once<Result>(key: string, ask: () => Promise<Result>) {
      const known = (once.get(key) as Promise<Result> | undefined) ?? ask();
      once.set(key, known);
      return known;
    },
    gap,
  };
};
