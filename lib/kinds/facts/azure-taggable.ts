/**
 * ARM types that are a part of another and take tags all the same, by provider, in lower case: other parts take none.
 * Source: Microsoft, "Tag support for Azure resources"
 * (learn.microsoft.com/azure/azure-resource-manager/management/tag-support), whose table Microsoft's authors publish as
 * github.com/tfitzmac/resource-capabilities/tag-support.csv; state of 4 March 2025.
 */
export const taggableParts: Readonly<Record<string, string>> = {
  'microsoft.app': 'connectedenvironments/certificates managedenvironments/certificates',
  'microsoft.automanage': 'configurationprofiles/versions patchschedules/associations',
  'microsoft.automation': 'automationaccounts/configurations automationaccounts/runbooks automationaccounts/runtimes',
  'microsoft.azurearcdata': 'sqlserverinstances/availabilitygroups sqlserverinstances/databases',
  'microsoft.azurestackhci': 'virtualmachines/extensions',
  'microsoft.billing': 'billingaccounts/billingprofiles billingaccounts/billingprofiles/invoicesections',
  'microsoft.cdn': 'profiles/afdendpoints profiles/endpoints',
  'microsoft.communication': 'emailservices/domains',
  'microsoft.compute':
    'galleries/applications galleries/applications/versions galleries/images galleries/images/versions galleries/serviceartifacts hostgroups/hosts sharedvmextensions/versions sharedvmimages/versions virtualmachines/applications virtualmachines/extensions virtualmachines/runcommands',
  'microsoft.connectedcache': 'ispcustomers/ispcachenodes',
  'microsoft.connectedvmwarevsphere': 'virtualmachines/extensions',
  'microsoft.containerregistry':
    'registries/agentpools registries/buildtasks registries/replications registries/tasks registries/webhooks',
  'microsoft.datamigration': 'services/projects',
  'microsoft.deploymentmanager': 'servicetopologies/services servicetopologies/services/serviceunits',
  'microsoft.devai': 'instances/experiments instances/sandboxes instances/sandboxes/experiments',
  'microsoft.devcenter': 'devcenters/devboxdefinitions projects/pools',
  'microsoft.deviceupdate': 'accounts/instances',
  'microsoft.devtestlab': 'labs/environments labs/servicerunners labs/virtualmachines',
  'microsoft.fidalgo': 'devcenters/devboxdefinitions projects/environments projects/pools',
  'microsoft.hdinsight': 'clusterpools/clusters clusterpools/clusters/sessionclusters',
  'microsoft.healthcareapis':
    'workspaces/analyticsconnectors workspaces/dicomservices workspaces/fhirservices workspaces/iotconnectors',
  'microsoft.hpcworkbench':
    'instances/chambers instances/chambers/accessprofiles instances/chambers/workloads instances/consortiums',
  'microsoft.hybridcompute': 'machines/extensions',
  'microsoft.hybridcontainerservice': 'provisionedclusters/agentpools',
  'microsoft.hybridnetwork':
    'publishers/artifactstores publishers/artifactstores/artifactmanifests publishers/configurationgroupschemas publishers/networkfunctiondefinitiongroups publishers/networkfunctiondefinitiongroups/networkfunctiondefinitionversions publishers/networkfunctiondefinitiongroups/previewsubscriptions publishers/networkservicedesigngroups publishers/networkservicedesigngroups/networkservicedesignversions',
  'microsoft.intelligentitdigitaltwin':
    'digitaltwins/assets digitaltwins/executionplans digitaltwins/testplans digitaltwins/tests',
  'microsoft.keyvault': 'vaults/secrets',
  'microsoft.logic': 'integrationserviceenvironments/managedapis',
  'microsoft.logz': 'monitors/accounts monitors/metricssource',
  'microsoft.machinelearningservices':
    'workspaces/batchendpoints workspaces/batchendpoints/deployments workspaces/onlineendpoints workspaces/onlineendpoints/deployments',
  'microsoft.maps': 'accounts/creators',
  'microsoft.media': 'mediaservices/liveevents mediaservices/streamingendpoints',
  'microsoft.mobilenetwork':
    'mobilenetworks/datanetworks mobilenetworks/services mobilenetworks/simpolicies mobilenetworks/sites mobilenetworks/slices packetcorecontrolplanes/packetcoredataplanes packetcorecontrolplanes/packetcoredataplanes/attacheddatanetworks',
  'microsoft.netapp':
    'netappaccounts/backuppolicies netappaccounts/capacitypools netappaccounts/capacitypools/volumes netappaccounts/snapshotpolicies',
  'microsoft.network':
    'dnsresolvers/inboundendpoints dnsresolvers/outboundendpoints frontdoors/frontendendpoints frontdoors/frontendendpoints/customhttpsconfiguration networkwatchers/connectionmonitors networkwatchers/flowlogs networkwatchers/lenses networkwatchers/pingmeshes privatednszones/virtualnetworklinks',
  'microsoft.networkfunction': 'azuretrafficcollectors/collectorpolicies meshvpns/connectionpolicies',
  'microsoft.notificationhubs': 'namespaces/notificationhubs',
  'microsoft.pki': 'pkis/enrollmentpolicies',
  'microsoft.recommendationsservice': 'accounts/modeling accounts/serviceendpoints',
  'microsoft.recoveryservices': 'vaults/backuppolicies',
  'microsoft.resources': 'templatespecs/versions',
  'microsoft.sql':
    'managedinstances/databases servers/databases servers/elasticpools servers/jobaccounts servers/jobagents',
  'microsoft.synapse': 'workspaces/bigdatapools workspaces/kustopools workspaces/sqldatabases workspaces/sqlpools',
  'microsoft.testbase': 'testbaseaccounts/packages',
  'microsoft.timeseriesinsights': 'environments/eventsources environments/referencedatasets',
  'microsoft.visualstudio': 'account/extension account/project',
  'microsoft.web': 'sites/premieraddons sites/slots',
  'microsoft.workloads':
    'sapvirtualinstances/applicationinstances sapvirtualinstances/centralinstances sapvirtualinstances/databaseinstances',
};
