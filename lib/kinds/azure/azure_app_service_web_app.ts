import { armId, armList } from '../../providers/azure/read.ts';
import { lower, told } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface Site {
  readonly state?: string;
  readonly serverFarmId?: string;
  readonly defaultHostName?: string;
  readonly httpsOnly?: boolean;
}

export default defineAzureKind<Site>()({
  id: 'azure_app_service_web_app',
  type: 'Microsoft.Web/sites',
  title: 'App Service site: web, function or logic app',
  docs: 'https://learn.microsoft.com/rest/api/appservice/web-apps/get',
  class: 'app',
  contract: {
    state: ({ properties }) => lower(properties.state),
    plan: ({ properties }) => (told(properties) ? armList(armId(properties.serverFarmId)) : null),
  },
  fields: {
    appKind: { type: 'text', description: 'app, functionapp, workflowapp, …', from: ({ kind }) => kind },
    hostName: { type: 'text', description: 'Default host name.', from: ({ properties }) => properties.defaultHostName },
    httpsOnly: { type: 'flag', description: 'Takes HTTPS alone.', from: ({ properties }) => properties.httpsOnly },
  },
});
