/** The real edges, each imported when it is used: the SDKs and the embedded table cost start-up time. */
import type { Local } from './local.ts';

const serveSample: Local['serveSample'] = async (options) => (await import('../sample/serve.ts')).serveSample(options);

export const local: Local = {
  openRegister: async (dataDir, clock) => (await import('../local/register.ts')).openLocalRegister(dataDir, clock),
  openDeployed: async (table) => (await import('../deployed/register.ts')).openDeployedRegister(table),
  collect: async (order) => (await import('../local/collect.ts')).collectLocally(order),
  roots: async (config, dataDir) => (await import('./roots.ts')).openRoots(config, dataDir, serveSample),
  askCollector: async (name) => (await import('../deployed/ask-collector.ts')).askCollector(name),
  serveSample,
};
