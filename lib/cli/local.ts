/** The edges that commands work through; `open.ts` has the real ones. */
import type { Progress } from '../collect/progress.ts';
import type { Config } from '../config/types.ts';
import type { Source } from '../kinds/listing.ts';
import type { Connections } from '../providers/connection.ts';
import type { Root } from '../providers/roots.ts';
import type { RegisterReader, Run } from '../register/types.ts';
import type { EstateOptions } from '../sample/types.ts';

export interface CollectOrder {
  readonly config: Config | 'sample';
  readonly dataDir: string;
  readonly onProgress: (progress: Progress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A configured root that can be tried. */
export interface RootToTry {
  readonly id: string;
  open(): Promise<Source>;
}

/** The sample estate while it is served. */
interface ServedSample {
  /** What a config says to reach it. */
  readonly roots: readonly Root[];
  /** Environment variables that the clouds' own tools and SDKs need to reach it. */
  readonly env: Readonly<Record<string, string>>;
  /** Endpoints and credentials for our own clients. */
  readonly connections: Connections;
  close(): Promise<void>;
}

export interface Local {
  openRegister(dataDir: string): Promise<{ readonly reader: RegisterReader; close(): Promise<void> }>;
  collect(order: CollectOrder): Promise<Run>;
  /** The roots of a config, or of the sample estate, which is served until `close`. */
  roots(
    config: Config | 'sample',
    dataDir: string,
  ): Promise<{ readonly roots: readonly RootToTry[]; close(): Promise<void> }>;
  serveSample(options: EstateOptions): Promise<ServedSample>;
}
