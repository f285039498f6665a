/** Reading ARM's answers: references compare in lower case, and any part may be missing. */

/** A reference as ARM writes it. */
export interface ArmRef {
  readonly id?: string;
}

/** A canonical id, or nothing where there is none. */
export const armId = (id: unknown): string | undefined =>
  typeof id === 'string' && id !== '' ? id.toLowerCase() : undefined;

/**
 * The type of what has a canonical id, as `microsoft.sql/servers/databases`; undefined where the id does not say.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#resourceid
 */
export const armTypeOf = (id: string): string | undefined => {
  const [, provider] = /^.*\/providers\/(.+)$/.exec(id) ?? [];
  if (provider !== undefined) {
    const [namespace, ...parts] = provider.split('/');
    return [namespace, ...parts.filter((_, index) => index % 2 === 0)].join('/');
  }
  const [, group] = /^\/subscriptions\/[^/]+(\/resourcegroups\/[^/]+)?$/.exec(id) ?? [null];
  if (group === null) return undefined;
  return group === undefined ? 'microsoft.resources/subscriptions' : 'microsoft.resources/subscriptions/resourcegroups';
};

export const armList = (id: string | undefined): string[] => (id === undefined ? [] : [id]);

export const armIds = (refs: readonly (ArmRef | null | undefined)[] | null | undefined): string[] =>
  Array.isArray(refs) ? refs.flatMap((ref) => armId(ref?.id) ?? []) : [];

/** Subnets and the networks they are a part of; nothing where the answer tells of no list. */
export const networkOf = (subnets: readonly (string | undefined)[] | undefined): string[] | undefined =>
  subnets?.flatMap((subnet) => {
    const id = armId(subnet);
    return id === undefined ? [] : [id, id.replace(/\/subnets\/[^/]*$/, '')];
  });

/**
 * The resource that an inner part belongs to: the interface of an address configuration. What belongs to a machine of a
 * scale set belongs to the set: machines come and go with its size.
 */
export const ownerOfPart = (id: unknown): string | undefined =>
  armId(id)?.replace(/^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/[^/]+\/[^/]+\/[^/]+)\/.*$/, '$1');

/** The scale set of one of its machines, or of what the machine has. */
export const scaleSetOf = (id: unknown): string[] =>
  /^.*\/virtualmachinescalesets\/[^/]+(?=\/)/.exec(armId(id) ?? '')?.slice(0, 1) ?? [];

/** A provisioning state, lower-cased. What is being updated is there and works as before: `succeeded`. */
export const provisioned = (state: unknown): string | undefined => {
  const word = typeof state === 'string' ? state.toLowerCase() : undefined;
  return word === 'updating' ? 'succeeded' : word;
};

/** `running`, `stopped` (billed), `deallocated`, …: Resource Graph's extended view, or the instance view. */
export const powerState = (properties: {
  readonly extended?: { readonly instanceView?: { readonly powerState?: { readonly code?: string } } };
  readonly instanceView?: { readonly statuses?: readonly { readonly code?: string }[] };
}): string | undefined => {
  const statuses = properties.instanceView?.statuses;
  const code =
    properties.extended?.instanceView?.powerState?.code ??
    (Array.isArray(statuses)
      ? statuses.map((one) => one?.code).find((one) => one?.startsWith('PowerState/'))
      : undefined);
  return code?.slice(code.lastIndexOf('/') + 1).toLowerCase();
};
