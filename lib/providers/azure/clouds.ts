/** Azure's clouds: who signs in to each, and for whom a token of another identity provider must be. */

/** https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations */
const audiences: Readonly<Record<string, string>> = {
  'management.usgovcloudapi.net': 'api://AzureADTokenExchangeUSGov',
  'management.chinacloudapi.cn': 'api://AzureADTokenExchangeChina',
};

/** https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud */
const authorities: Readonly<Record<string, string>> = {
  'management.usgovcloudapi.net': 'https://login.microsoftonline.us',
  'management.chinacloudapi.cn': 'https://login.chinacloudapi.cn',
};

const hostOf = (endpoint: string | undefined): string => (endpoint === undefined ? '' : new URL(endpoint).hostname);

/** The audience of a federated credential, in the cloud that a root's endpoint is of. */
export const audienceOf = (endpoint: string | undefined): string =>
  audiences[hostOf(endpoint)] ?? 'api://AzureADTokenExchange';

/** Who signs in there; undefined: the SDK's default, which AZURE_AUTHORITY_HOST can set. */
export const authorityOf = (endpoint: string | undefined): string | undefined => authorities[hostOf(endpoint)];

/** Names of the sovereign clouds, by the address of their Resource Manager. */
const names: Readonly<Record<string, string>> = {
  'management.usgovcloudapi.net': 'usgov',
  'management.chinacloudapi.cn': 'china',
};

/** The sovereign cloud that a root's endpoint is of; undefined for the one that all the world has. */
export const cloudOf = (endpoint: string | undefined): string | undefined => names[hostOf(endpoint)];
