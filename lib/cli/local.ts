/** The edges that commands work through; `open.ts` has the real ones. */
import type { Config } from '../config/types.ts';
import type { CollectorName } from '../deployed/ask-collector.ts';
import type { TableName } from '../deployed/table.ts';
import type { TriedRoots } from '../deployed/try-roots.ts';
import type { CollectOrder } from '../local/collect.ts';
import type { RegisterWriter } from '../register/assertion-types.ts';
import type { RegisterReader, Run } from '../register/types.ts';
import type { RootToTry } from '../runs/trying.ts';
import type { ServedSample } from '../sample/serve.ts';
import type { EstateOptions } from '../sample/types.ts';

export interface OpenRegister {
  readonly reader: RegisterReader;
  readonly writer: RegisterWriter;
  /** What went wrong while it was used, in words that say what to do. Absent: nothing can be said better. */
  explain?(error: unknown): unknown;
  close(): Promise<void>;
}

export interface Local {
  /** `clock`: the time in that register, epoch milliseconds. */
  openRegister(dataDir: string, clock: () => number): Promise<OpenRegister>;
  /** The register in a table of the caller's AWS account. Throws a `TableError` that says what to do. */
  openDeployed(table: TableName): Promise<OpenRegister>;
  collect(order: CollectOrder): Promise<Run>;
  /** The roots of a config, or of the sample estate, which is served until `close`. */
  roots(
    config: Config | 'sample',
    dataDir: string,
  ): Promise<{ readonly roots: readonly RootToTry[]; close(): Promise<void> }>;
  /** Has a deployed collector try its roots. */
  askCollector(name: CollectorName): Promise<TriedRoots>;
  serveSample(options: EstateOptions): Promise<Pick<ServedSample, 'roots' | 'env' | 'connections' | 'close'>>;
}
