/**
 * ARM types that stand by themselves and take no tag, by provider, in lower case. Source: Microsoft, "Tag support for Azure resources"
 * (learn.microsoft.com/azure/azure-resource-manager/management/tag-support), whose table Microsoft's authors publish as
 * github.com/tfitzmac/resource-capabilities/tag-support.csv; state of 4 March 2025.
 */
export const untaggable: Readonly<Record<string, string>> = {
  'microsoft.aadiam': 'diagnosticsettings diagnosticsettingscategories',
  'microsoft.adhybridhealthservice':
    'aadsupportcases addsservices agents anonymousapiusers configuration logs reports servicehealthmetrics services',
  'microsoft.advisor':
    'advisorscore configurations generaterecommendations metadata predict recommendations suppressions',
  'microsoft.agfoodplatform': 'farmbeatsextensiondefinitions farmbeatssolutiondefinitions',
  'microsoft.alertsmanagement': 'alerts alertsmetadata migratefromsmartdetection smartgroups',
  'microsoft.apimanagement': 'deletedservices getdomainownershipidentifier reportfeedback validateservicename',
  'microsoft.appconfiguration': 'deletedconfigurationstores',
  'microsoft.appplatform': 'runtimeversions',
  'microsoft.attestation': 'defaultproviders',
  'microsoft.authorization':
    'accessreviewhistorydefinitions classicadministrators dataaliases datapolicymanifests denyassignments diagnosticsettings diagnosticsettingscategories elevateaccess eligiblechildresources locks policyassignments policydefinitions policyexemptions policysetdefinitions privatelinkassociations roleassignmentapprovals roleassignments roleassignmentscheduleinstances roleassignmentschedulerequests roleassignmentschedules roledefinitions roleeligibilityscheduleinstances roleeligibilityschedulerequests roleeligibilityschedules rolemanagementpolicies rolemanagementpolicyassignments',
  'microsoft.automanage':
    'bestpractices configurationprofileassignmentintents configurationprofileassignments serviceprincipals',
  'microsoft.automation': 'deletedautomationaccounts',
  'microsoft.azureactivedirectory': 'b2ctenants',
  'microsoft.azurestack': 'cloudmanifestfiles generatedeploymentlicense',
  'microsoft.azurestackhci': 'registeredsubscriptions',
  'microsoft.billing':
    'billingaccounts billingperiods billingpermissions billingproperty billingroleassignments billingroledefinitions createbillingroleassignment departments enrollmentaccounts invoices paymentmethods permissionrequests promotionalcredits promotions transfers validateaddress',
  'microsoft.billingbenefits': 'calculatemigrationcost savingsplanorderaliases savingsplanorders savingsplans validate',
  'microsoft.bing': 'registeredsubscriptions',
  'microsoft.blueprint': 'blueprintassignments blueprints',
  'microsoft.botservice': 'hostsettings languages templates',
  'microsoft.capacity':
    'appliedreservations autoquotaincrease calculateexchange calculateprice calculatepurchaseprice catalogs commercialreservationorders exchange ownreservations placepurchaseorder reservationorders reservations resourceproviders resources validatereservationorder',
  'microsoft.cdn': 'canmigrate cdnwebapplicationfirewallmanagedrulesets edgenodes migrate validateprobe validatesecret',
  'microsoft.certificateregistration': 'validatecertificateregistrationinformation',
  'microsoft.changeanalysis': 'changes changesnapshots computechanges profile',
  'microsoft.chaos': 'artifactsetdefinitions artifactsetsnapshots targets',
  'microsoft.classiccompute':
    'capabilities domainnames movesubscriptionresources operatingsystemfamilies operatingsystems quotas resourcetypes validatesubscriptionmoveavailability virtualmachines',
  'microsoft.classicinfrastructuremigrate': 'classicinfrastructureresources',
  'microsoft.classicnetwork':
    'capabilities expressroutecrossconnections gatewaysupporteddevices networksecuritygroups quotas reservedips virtualnetworks',
  'microsoft.classicstorage':
    'capabilities disks images osimages osplatformimages publicimages quotas storageaccounts vmimages',
  'microsoft.codespaces': 'registeredsubscriptions',
  'microsoft.cognitiveservices': 'deletedaccounts',
  'microsoft.commerce': 'ratecard usageaggregates',
  'microsoft.communication': 'registeredsubscriptions',
  'microsoft.compute': 'capacityreservationgroups',
  'microsoft.confluent': 'agreements validations',
  'microsoft.connectedvehicle': 'registeredsubscriptions',
  'microsoft.consumption':
    'aggregatedcost balances budgets charges costtags credits events forecasts lots marketplaces pricesheets products reservationdetails reservationrecommendationdetails reservationrecommendations reservationsummaries reservationtransactions',
  'microsoft.containerinstance': 'serviceassociationlinks',
  'microsoft.containerservice': 'fleetmemberships',
  'microsoft.costmanagement':
    'alerts benefitrecommendations benefitutilizationsummaries billingaccounts budgets cloudconnectors departments dimensions enrollmentaccounts exports externalbillingaccounts externalsubscriptions fetchmarketplaceprices fetchprices forecast generatecostdetailsreport generatedetailedcostreport insights pricesheets publish query register reportconfigs reports scheduledactions settings views',
  'microsoft.customerlockbox': 'disablelockbox enablelockbox requests tenantoptedin',
  'microsoft.customproviders': 'associations',
  'microsoft.datadog': 'agreements registeredsubscriptions',
  'microsoft.datafactory': 'datafactoryschema',
  'microsoft.datamigration': 'databasemigrations',
  'microsoft.dataprotection': 'backupinstances',
  'microsoft.dbformysql': 'assessformigration getprivatednszonesuffix',
  'microsoft.dbforpostgresql': 'getprivatednszonesuffix',
  'microsoft.devcenter': 'registeredsubscriptions',
  'microsoft.devices': 'usages',
  'microsoft.deviceupdate': 'registeredsubscriptions',
  'microsoft.documentdb': 'databaseaccountnames restorabledatabaseaccounts',
  'microsoft.domainregistration': 'generatessorequest topleveldomains validatedomainregistrationinformation',
  'microsoft.edgeorder': 'orders productfamiliesmetadata',
  'microsoft.eventgrid': 'eventsubscriptions extensiontopics topictypes verifiedpartners',
  'microsoft.features':
    'featureconfigurations featureprovidernamespaces featureproviders features providers subscriptionfeatureregistrations',
  'microsoft.fidalgo': 'registeredsubscriptions',
  'microsoft.graph': 'registeredsubscriptions',
  'microsoft.guestconfiguration': 'guestconfigurationassignments',
  'microsoft.healthcareapis': 'validatemedtechmappings',
  'microsoft.hybridconnectivity': 'endpoints',
  'microsoft.hybridnetwork': 'networkfunctionpublishers networkfunctionvendors registeredsubscriptions vendors',
  'microsoft.insights':
    'createnotifications datacollectionruleassociations diagnosticsettings diagnosticsettingscategories eventcategories eventtypes extendeddiagnosticsettings generatediagnosticservicereadonlytoken generatediagnosticservicereadwritetoken guestdiagnosticsettingsassociation logdefinitions logprofiles logs metricbaselines metricbatch metricdefinitions metricnamespaces metrics migratealertrules migratetonewpricingmodel monitoredobjects myworkbooks notificationstatus rollbacktolegacypricingmodel topology transactions',
  'microsoft.iotcentral': 'apptemplates',
  'microsoft.iotfirmwaredefense': 'firmwaregroups',
  'microsoft.iotsecurity': 'alerttypes defendersettings onpremisesensors recommendationtypes sensors sites',
  'microsoft.keyvault': 'deletedmanagedhsms deletedvaults',
  'microsoft.kubernetes': 'registeredsubscriptions',
  'microsoft.kubernetesconfiguration':
    'extensions extensiontypes fluxconfigurations namespaces sourcecontrolconfigurations',
  'microsoft.labservices': 'users',
  'microsoft.loadtestservice': 'registeredsubscriptions',
  'microsoft.logz': 'registeredsubscriptions',
  'microsoft.maintenance': 'applyupdates configurationassignments publicmaintenanceconfigurations updates',
  'microsoft.managedidentity': 'identities',
  'microsoft.managedservices': 'marketplaceregistrationdefinitions registrationassignments registrationdefinitions',
  'microsoft.management': 'getentities managementgroups resources starttenantbackfill tenantbackfillstatus',
  'microsoft.marketplace':
    'macc offers offertypes privategalleryitems privatestoreclient privatestores products publishers register search',
  'microsoft.marketplacenotifications': 'reviewsnotifications',
  'microsoft.marketplaceordering': 'agreements offertypes',
  'microsoft.mobilenetwork': 'packetcorecontrolplaneversions',
  'microsoft.network':
    'azurefirewallfqdntags azurewebcategories bgpservicecommunities cloudserviceslots expressrouteproviderports expressrouteserviceproviders getdnsresourcereference internalnotify internalpublicipaddresses networkmanagerconnections privatednszonesinternal trafficmanagergeographichierarchies trafficmanagerusermetricskeys',
  'microsoft.openlogisticsplatform': 'applicationregistrationinvites shareinvites',
  'microsoft.operationalinsights': 'deletedworkspaces linktargets storageinsightconfigs',
  'microsoft.peering':
    'cdnpeeringprefixes legacypeerings lookingglass peerasns peeringservicecountries peeringserviceproviders',
  'microsoft.policyinsights':
    'attestations componentpolicystates eventgridfilters policyevents policymetadata policystates policytrackedresources remediations',
  'microsoft.portal': 'consoles tenantconfigurations usersettings',
  'microsoft.providerhub': 'providerregistrations',
  'microsoft.purview': 'getdefaultaccount removedefaultaccount setdefaultaccount',
  'microsoft.quota': 'quotarequests quotas usages',
  'microsoft.recoveryservices': 'backupprotecteditems',
  'microsoft.resourceconnector': 'telemetryconfig',
  'microsoft.resourcegraph': 'resourcechangedetails resourcechanges resources resourceshistory subscriptionsstatus',
  'microsoft.resourcehealth': 'childresources emergingissues events impactedresources metadata',
  'microsoft.resources': 'links snapshots tags tenants validateresources',
  'microsoft.saas': 'saasresources',
  'microsoft.search': 'resourcehealthmetadata',
  'microsoft.security':
    'adaptivenetworkhardenings advancedthreatprotectionsettings alerts alertssuppressionrules allowedconnections antimalwaresettings applications assessmentmetadata assessments attackpaths autodismissalertsrules autoprovisioningsettings compliances connectedcontainerregistries connectors datacollectionagents datasensitivitysettings devicesecuritygroups discoveredsecuritysolutions externalsecuritysolutions governancerules informationprotectionpolicies ingestionsettings insights jitnetworkaccesspolicies jitpolicies mdeonboardings policies pricings query regulatorycompliancestandards securescorecontroldefinitions securescorecontrols securescores securitycontacts securitysolutions securitysolutionsreferencedata securitystatuses securitystatusessummaries servervulnerabilityassessments servervulnerabilityassessmentssettings settings sqlvulnerabilityassessments subassessments tasks topologies vmscanners workspacesettings',
  'microsoft.securityinsights':
    'aggregations alertrules alertruletemplates automationrules bookmarks cases contentpackages contenttemplates dataconnectordefinitions dataconnectors enrichment entities entityquerytemplates fileimports huntsessions incidents metadata mitrecoveragerecords onboardingstates overview recommendations securitymlanalyticssettings settings sourcecontrols threatintelligence',
  'microsoft.serialconsole': 'consoleservices serialports',
  'microsoft.servicebus': 'premiummessagingregions',
  'microsoft.servicelinker': 'dryruns linkers',
  'microsoft.serviceshub': 'supportofferingentitlement workspaces',
  'microsoft.singularity': 'images quotas',
  'microsoft.softwareplan': 'hybridusebenefits',
  'microsoft.storage': 'deletedaccounts usages',
  'microsoft.storagecache': 'usagemodels',
  'microsoft.subscription':
    'acceptchangetenant acceptownership acceptownershipstatus aliases cancel changetenantrequest changetenantstatus enable policies rename subscriptiondefinitions subscriptions',
  'microsoft.support': 'lookupresourceid services supporttickets',
  'microsoft.vsonline': 'registeredsubscriptions',
  'microsoft.web':
    'apimanagementaccounts billingmeters customhostnamesites deletedsites functionappstacks generategithubaccesstokenforappservicecli publishingusers recommendations resourcehealthmetadata runtimes sourcecontrols validate verifyhostingenvironmentvnet webappstacks',
  'microsoft.workloadmonitor': 'monitors',
};
