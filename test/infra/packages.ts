/** Which packages a function's bundle has in it, and which of them are another cloud's. */
import { build } from 'esbuild';
import { type FunctionId, functions } from '../../lib/deployed/functions.ts';
import { type ProviderId, providerIds } from '../../lib/providers/types.ts';

const functionIds = Object.keys(functions) as FunctionId[];

/** SDKs by which a cloud is collected. What every function may need of AWS, where it runs, is not among them. */
const clouds: Readonly<Record<ProviderId, RegExp>> = {
  aws: /^@aws-sdk\/client-(account|ec2|elastic-load-balancing-v2|organizations|rds|resource-groups-tagging-api)$/,
  azure: /^@azure\/|^@azure-rest\/|^@typespec\//,
  gcp: /^@google-cloud\/|^@grpc\/|^google-gax$|^google-auth-library$|^gaxios$/,
};

/** By function, names of the packages that esbuild takes into its bundle. */
export const packagesByFunction = async (): Promise<ReadonlyMap<FunctionId, readonly string[]>> => {
  const { metafile } = await build({
    entryPoints: functionIds.map((id) => functions[id].entry),
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    outdir: 'build',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const packages = ({ inputs }: { readonly inputs: object }): readonly string[] => {
    // What is in the output: what was read and fell away is not loaded.
    const names = Object.keys(inputs).flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
    return [...new Set(names)];
  };
  const outputs = Object.values(metafile.outputs);
  return new Map(
    functionIds.map((id) => [id, packages(outputs.find(({ entryPoint }) => entryPoint === functions[id].entry)!)]),
  );
};

/** Packages of clouds that the function does not collect. */
export const foreignIn = (id: FunctionId, packages: readonly string[]): string[] => {
  const others = providerIds.filter((provider) => provider !== id);
  return packages.filter((name) => others.some((provider) => clouds[provider].test(name)));
};
