/** Cloud Asset's service and Google's error details, by the protos that the official client ships. */
import { createRequire } from 'node:module';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON, type MessageTypeDefinition } from '@grpc/proto-loader';

/** google.rpc.ErrorInfo: https://google.aip.dev/193#errorinfo */
export interface ErrorInfo {
  /** `SERVICE_DISABLED`: the client gives it as the error's `reason`. */
  readonly reason: string;
  readonly domain: string;
  readonly metadata: Readonly<Record<string, string>>;
}

const ERROR_INFO = 'google.rpc.ErrorInfo';

const load = (protos: unknown) =>
  fromJSON(protos as Parameters<typeof fromJSON>[0], {
    keepCase: false,
    longs: String,
    enums: String,
    defaults: true,
    oneofs: true,
  });

const protos = createRequire(import.meta.url)('@google-cloud/asset/build/protos/protos.json');

/** Enums are read as their names, absent members as their defaults. */
export const assetService = load(protos)['google.cloud.asset.v1.AssetService'] as unknown as ServiceDefinition;

// The client's protos name no detail of an error: the client knows those by itself.
const { rpc, protobuf } = protos.nested.google.nested;
const fields = {
  reason: { type: 'string', id: 1 },
  domain: { type: 'string', id: 2 },
  metadata: { keyType: 'string', type: 'string', id: 3 },
};
const errors = load({
  nested: {
    google: {
      nested: {
        rpc: { nested: { Status: rpc.nested.Status, ErrorInfo: { fields } } },
        protobuf: { nested: { Any: protobuf.nested.Any } },
      },
    },
  },
});

const bytesOf = (message: string, value: object): Buffer =>
  (errors[message] as MessageTypeDefinition<object, object>).serialize(value);

/** The trailer `grpc-status-details-bin`: a google.rpc.Status with one detail. */
export const statusDetails = (code: number, message: string, info: ErrorInfo): Buffer =>
  bytesOf('google.rpc.Status', {
    code,
    message,
    details: [{ type_url: `type.googleapis.com/${ERROR_INFO}`, value: bytesOf(ERROR_INFO, info) }],
  });
