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
  readonly credential?:
    | {
        getToken(
          scopes: string | string[],
          options?: object,
        ): Promise<{ token: string; expiresOnTimestamp: number } | null>;
      }
    | undefined;
  /** Sign in as an application that trusts who this process is on AWS. */
  readonly federation?:
    | {
        readonly tenantId: string;
        readonly clientId: string;
        /** Who signs in, where that is not Microsoft. */
        readonly authorityHost?: string | undefined;
      }
    | undefined;
}

export interface GcpConnection {
  /** `cloudasset.googleapis.com:443` where absent. */
  readonly endpoint?: string | undefined;
  /** Speak gRPC without TLS and without credentials: a server on this machine. */
  readonly insecure?: boolean | undefined;
  /** Sign in as somebody whom a workload identity pool knows by who this process is on AWS. */
  readonly federation?:
    | {
        /** `//iam.googleapis.com/projects/…/locations/global/workloadIdentityPools/…/providers/…`. */
        readonly audience: string;
        /** E-mail of the service account to act as. Absent: the pool's principal itself. */
        readonly serviceAccount?: string | undefined;
        /** Where tokens are exchanged, and where service accounts are acted as; absent: at Google. */
        readonly tokenUrl?: string | undefined;
        readonly credentialsEndpoint?: string | undefined;
      }
    | undefined;
}

export interface Connections {
  readonly aws?: AwsConnection | undefined;
  readonly azure?: AzureConnection | undefined;
  readonly gcp?: GcpConnection | undefined;
}
