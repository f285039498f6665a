/**
 * The edges of the providers, which differ between a laptop, a Lambda function and the sample estate, where
 * everything else is one code path: endpoints and credentials. Absent parts are the SDKs' own defaults.
 */
export interface AwsConnection {
  readonly endpoint?: string | undefined;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

export interface AzureConnection {
  /** `https://management.azure.com` where absent; sovereign clouds name theirs. */
  readonly endpoint?: string | undefined;
  /** PEM of a certificate authority to trust beside the system's. */
  readonly ca?: string | undefined;
  readonly credential?: { getToken(): Promise<{ token: string; expiresOnTimestamp: number }> } | undefined;
}

export interface GcpConnection {
  /** `cloudasset.googleapis.com:443` where absent. */
  readonly endpoint?: string | undefined;
  /** Speak gRPC without TLS and without credentials: a server on this machine. */
  readonly insecure?: boolean | undefined;
}

export interface Connections {
  readonly aws?: AwsConnection | undefined;
  readonly azure?: AzureConnection | undefined;
  readonly gcp?: GcpConnection | undefined;
}
