/** A row of Azure Resource Graph: an ARM resource, as one of its tables has it. */
export interface ArmResource<Properties = Record<string, unknown>> {
  readonly id: string;
  readonly name?: string;
  readonly type: string;
  readonly location?: string;
  readonly resourceGroup?: string;
  readonly subscriptionId?: string;
  readonly kind?: string;
  readonly managedBy?: string;
  /** Of a shared disk, every machine that holds it; Resource Graph has no such column, ARM's own answers do. */
  readonly managedByExtended?: readonly string[];
  readonly systemData?: { readonly createdAt?: string };
  readonly sku?: {
    readonly name?: string;
    readonly tier?: string;
    readonly size?: string;
    readonly capacity?: number;
  } | null;
  readonly zones?: readonly string[] | null;
  readonly tags?: Readonly<Record<string, string>> | null;
  /** Never absent once read: an answer without properties is given `{}`. */
  readonly properties: Properties;
}
