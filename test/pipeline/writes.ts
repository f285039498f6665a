/** Which items a client writes, seen at the client itself. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

interface Written {
  readonly Key?: { readonly pk?: { readonly S?: string } };
  readonly Item?: { readonly pk?: { readonly S?: string }; readonly sk?: { readonly S?: string } };
  readonly RequestItems?: Readonly<
    Record<string, readonly { readonly PutRequest?: Written; readonly DeleteRequest?: Written }[]>
  >;
}

/** `r#…` is an item of a resource, `p#…` a partition's own, `runs` a run's. */
const kindOf = (keys: any): string => {
  const pk: string = keys.pk.S ?? keys.pk;
  const sk: string = keys.sk.S ?? keys.sk;
  if (pk === 'runs') return 'run';
  if (pk.startsWith('r#')) return `resource ${sk.split('#')[0]}`;
  return pk.startsWith('p#') ? sk.split('#')[0]! : pk.split('#')[0]!;
};

export const countWrites = (client: DynamoDBClient): { kinds(): string[]; stop(): void } => {
  const seen = new Map<string, number>();
  const note = (keys: unknown) => seen.set(kindOf(keys), (seen.get(kindOf(keys)) ?? 0) + 1);
  client.middlewareStack.add(
    (next: any, context: any) => (args: any) => {
      const input = args.input as Written;
      if (/^(Put|Update|Delete)Item/.test(context.commandName)) note(input.Item ?? input.Key);
      if (/^BatchWriteItem/.test(context.commandName))
        for (const { PutRequest, DeleteRequest } of Object.values(input.RequestItems ?? {}).flat())
          note(PutRequest?.Item ?? DeleteRequest?.Key);
      return next(args);
    },
    { step: 'initialize', priority: 'low', name: 'countWrites', override: true },
  );
  return { kinds: () => [...seen.keys()].sort(), stop: () => void client.middlewareStack.remove('countWrites') };
};
