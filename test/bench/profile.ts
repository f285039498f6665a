/** Where the CPU's time goes: V8's own sampling profiler, its samples added up by whose code was running. */
import { type Profiler, Session } from 'node:inspector/promises';

/** Samples are this far apart, microseconds. */
const INTERVAL_US = 500;

/** Everything that came from a package of the clouds' SDKs, their transports and parsers. */
const sdk =
  /node_modules\/(@aws-sdk|@smithy|@aws-crypto|@azure|@azure-rest|@typespec|@google-cloud|google-gax|google-auth-library|@grpc|protobufjs|fast-xml-parser|bowser|long)\//;

const whose = ({ callFrame: { url, functionName } }: Profiler.ProfileNode): string => {
  if (functionName === '(idle)') return 'idle';
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (sdk.test(url)) return 'SDKs';
  if (url.includes('node_modules/')) return 'other packages';
  if (/\/(lib|test)\//.test(url)) return 'Cadastre';
  return 'Node';
};

/** Node's own work (sockets, streams, timers, compression) is charged to whoever called for it. */
const owners = (profile: Profiler.Profile): ReadonlyMap<number, string> => {
  const found = new Map<number, string>();
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const visit = (id: number, caller: string): void => {
    const node = nodes.get(id)!;
    const own = whose(node);
    const charged = own === 'Node' && caller !== 'Node' ? caller : own;
    found.set(id, charged);
    for (const child of node.children ?? []) visit(child, charged);
  };
  visit(profile.nodes[0]!.id, 'Node');
  return found;
};

/** Runs `task` under the profiler; gives CPU seconds by whose code ran. */
export const profiled = async <Result>(
  task: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly shares: Record<string, number> }> => {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await session.post('Profiler.start');
  const result = await task();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const by = owners(profile);
  const shares: Record<string, number> = {};
  profile.samples?.forEach((id, index) => {
    const who = by.get(id) ?? 'Node';
    shares[who] = (shares[who] ?? 0) + (profile.timeDeltas?.[index] ?? 0) / 1e6;
  });
  return { result, shares };
};
