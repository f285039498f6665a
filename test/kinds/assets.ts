/** A Cloud Asset Inventory of recorded assets, over gRPC to the official client: one asset a page. */
import grpc from '@grpc/grpc-js';
import type { GcpConnection } from '../../lib/providers/connection.ts';
import { assetService } from '../../lib/sample/gcp/protos.ts';
import { encodeStruct } from '../../lib/sample/gcp/struct.ts';
import type { Served } from './graph.ts';

interface Recorded {
  readonly resource?: { readonly data?: object };
}

/** As the wire has it: the data a Struct. */
const wireOf = (asset: Recorded) =>
  asset.resource?.data === undefined
    ? asset
    : { ...asset, resource: { ...asset.resource, data: encodeStruct(asset.resource.data) } };

export const serveAssets = async (): Promise<Served<GcpConnection>> => {
  let assets: readonly Recorded[] = [];
  let refused: number | undefined;
  const server = new grpc.Server();
  server.addService(assetService, {
    listAssets({ request }: grpc.ServerUnaryCall<{ pageToken: string }, object>, answer: grpc.sendUnaryData<object>) {
      const page = Number(request.pageToken.replace('asset ', '') || 0);
      if (page === refused) answer({ code: grpc.status.PERMISSION_DENIED, details: 'The caller has no permission.' });
      else
        answer(null, {
          assets: assets.slice(page, page + 1).map(wireOf),
          nextPageToken: page + 1 < assets.length ? `asset ${page + 1}` : '',
        });
    },
  });
  const port = await new Promise<number>((done, fail) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? fail(error) : done(bound),
    ),
  );
  return {
    connection: { endpoint: `127.0.0.1:${port}`, insecure: true },
    serve(records, page) {
      assets = records as readonly Recorded[];
      refused = page;
    },
    close: async () => server.forceShutdown(),
  };
};
