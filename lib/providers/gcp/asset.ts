/** A Cloud Asset Inventory asset with its resource, its Struct decoded to plain JSON. */
export interface GcpAsset<Data = Record<string, unknown>> {
  /** Full resource name: `//compute.googleapis.com/projects/p/zones/z/disks/d`. */
  readonly name: string;
  readonly assetType: string;
  readonly ancestors?: readonly string[];
  readonly resource: {
    readonly parent?: string;
    readonly location?: string;
    /** Never absent once read: an answer without data is given `{}`. */
    readonly data: Data;
  };
}
