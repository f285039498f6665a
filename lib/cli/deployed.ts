/** Which deployed register the options name, if they name one. */
import { DEFAULT_NAME, namesOf } from '../deployed/names.ts';
import type { TableName } from '../deployed/table.ts';
import { type Io, UsageError } from './io.ts';
import { configFile, type RegisterOptions } from './place.ts';

const contradiction = ({ table, tableRegion, deployed, data, sample, config }: RegisterOptions): string | undefined => {
  if (table === undefined && !deployed)
    return tableRegion === undefined
      ? undefined
      : '--table-region is for a deployed register: give --table or --deployed';
  if (data !== undefined || sample) return 'a deployed register is neither in a folder (--data) nor the --sample';
  if (table === undefined) return undefined;
  if (deployed) return 'give either --table or --deployed, not both';
  return config === undefined ? undefined : '--table names the register; --config is for --deployed';
};

/** Undefined where they name none. Throws a `ConfigError` or `UsageError`. */
export const deployedTable = async (options: RegisterOptions, io: Io): Promise<TableName | undefined> => {
  const wrong = contradiction(options);
  if (wrong !== undefined) throw new UsageError(wrong);
  const { table, tableRegion: region, deployed } = options;
  if (table !== undefined) return { table, region };
  if (!deployed) return undefined;
  const file = configFile(options, io);
  if (file === undefined)
    throw new UsageError('there is no cadastre.yaml here that says what is deployed: give --config, or --table NAME');
  const { deploy } = await (await import('../config/load.ts')).loadConfig(file);
  return { table: namesOf(deploy?.name ?? DEFAULT_NAME).table, region: region ?? deploy?.region };
};
