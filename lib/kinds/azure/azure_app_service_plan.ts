import { lower, numberOf } from '../normalise.ts';
import { defineAzureKind } from '../types.ts';

interface Plan {
  readonly numberOfSites?: number;
  readonly numberOfWorkers?: number;
  readonly status?: string;
}

export default defineAzureKind<Plan>()({
  id: 'azure_app_service_plan',
  type: 'Microsoft.Web/serverFarms',
  title: 'App Service plan',
  docs: 'https://learn.microsoft.com/rest/api/appservice/app-service-plans/get',
  class: 'app_plan',
  contract: {
    machineType: ({ sku }) => sku?.name,
    apps: ({ properties }) => numberOf(properties.numberOfSites),
  },
  fields: {
    state: {
      type: 'text',
      description: 'Ready, Pending, …, lower-cased.',
      from: ({ properties }) => lower(properties.status),
    },
    workers: {
      type: 'number',
      description: 'Machines it has.',
      from: ({ properties, sku }) => numberOf(properties.numberOfWorkers) ?? numberOf(sku?.capacity),
    },
  },
});
