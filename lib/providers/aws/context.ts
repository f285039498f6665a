/** What a kind sees of AWS while it lists: one account, one region. */

/** Whose a thing is, and where it lies: by its own answer, not by who asked where. */
export interface Owned {
  readonly accountId: string;
  readonly region: string;
}

export interface AwsContext {
  readonly accountId: string;
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** The account's client for a service in this region, or in another where the resource is; made once. */
  client<Client>(service: new (config: any) => Client, region?: string): Client;
  /** `arn:<partition>:<service>:<region>:<account>:<resource>`, in this region and account unless `of` tells others. */
  arn(service: string, resource: string, of?: Partial<Owned>): string;
  /**
   * What several kinds need (target health, say), asked once for this account and region. A failure is
   * kept and given to each.
   */
  once<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer>;
  /**
   * Tells that a fact beside the listing could not be read: the tags of one bucket, the targets of one group. `resource`
   * names it as AWS does. The listing goes on and stays complete: what lacks is that fact of that resource alone.
   */
  gap(error: unknown, resource?: string): void;
}
