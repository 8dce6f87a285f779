/** The resources of Kubernetes' own API, so that nobody has to know their groups (https://kubernetes.io/docs/reference/using-api/). */

/** Resources by group: those in namespaces, and those of the whole cluster. */
const served: readonly (readonly [group: string, inNamespaces: string, ofCluster: string])[] = Object.freeze([
  ['', 'bindings configmaps endpoints events limitranges persistentvolumeclaims pods podtemplates '
    + 'replicationcontrollers resourcequotas secrets serviceaccounts services',
  'componentstatuses groups nodes persistentvolumes users'],
  ['admissionregistration.k8s.io', '',
    'mutatingadmissionpolicies mutatingadmissionpolicybindings mutatingwebhookconfigurations '
    + 'validatingadmissionpolicies validatingadmissionpolicybindings validatingwebhookconfigurations'],
  ['apiextensions.k8s.io', '', 'customresourcedefinitions'],
  ['apiregistration.k8s.io', '', 'apiservices'],
  ['apps', 'controllerrevisions daemonsets deployments replicasets statefulsets', ''],
  ['authentication.k8s.io', '', 'selfsubjectreviews tokenreviews uids userextras'],
  ['authorization.k8s.io', 'localsubjectaccessreviews',
    'selfsubjectaccessreviews selfsubjectrulesreviews subjectaccessreviews'],
  ['autoscaling', 'horizontalpodautoscalers', ''],
  ['batch', 'cronjobs jobs', ''],
  ['certificates.k8s.io', 'podcertificaterequests', 'certificatesigningrequests clustertrustbundles signers'],
  ['coordination.k8s.io', 'leasecandidates leases', ''],
  ['discovery.k8s.io', 'endpointslices', ''],
  ['events.k8s.io', 'events', ''],
  ['flowcontrol.apiserver.k8s.io', '', 'flowschemas prioritylevelconfigurations'],
  ['networking.k8s.io', 'ingresses networkpolicies', 'ingressclasses ipaddresses servicecidrs'],
  ['node.k8s.io', '', 'runtimeclasses'],
  ['policy', 'poddisruptionbudgets', ''],
  ['rbac.authorization.k8s.io', 'rolebindings roles', 'clusterrolebindings clusterroles'],
  ['resource.k8s.io', 'resourceclaims resourceclaimtemplates', 'deviceclasses devicetaintrules resourceslices'],
  ['scheduling.k8s.io', 'podgroups workloads', 'priorityclasses'],
  ['storage.k8s.io', 'csistoragecapacities',
    'csidrivers csinodes storageclasses volumeattachments volumeattributesclasses'],
  ['storagemigration.k8s.io', '', 'storageversionmigrations'],
]);

/** Groups that serve a resource, and whether its objects are in namespaces. */
interface Resource {
  readonly groups: string[];
  readonly ofCluster: boolean;
}

const resources: ReadonlyMap<string, Resource> = new Map<string, Resource>([
  // A Role reads the one namespace that it is in.
  ['namespaces', { groups: [''], ofCluster: false }],
  ...byName(),
]);

/** The resource by its name: `events` are of two groups. Undefined for one that is not Kubernetes' own. */
export function resourceOf(name: string): Resource | undefined {
  return resources.get(name);
}

/** The names of all of them, or of those of one group. */
export function resourceNames(group?: string): readonly string[] {
  return [...resources].filter(([, { groups }]) => group === undefined || groups.includes(group)).map(([name]) => name);
}

/** Whether Kubernetes itself serves the group. */
export function isBuiltInGroup(group: string): boolean {
  return served.some(([name]) => name === group);
}

function byName(): Map<string, Resource> {
  const found = new Map<string, Resource>();
  for (const [group, inNamespaces, ofCluster] of served) {
    for (const [names, isOfCluster] of [[inNamespaces, false], [ofCluster, true]] as const) {
      for (const name of names.split(' ').filter((each) => each !== '')) {
        const known = found.get(name);
        if (known === undefined) found.set(name, { groups: [group], ofCluster: isOfCluster });
        else known.groups.push(group);
      }
    }
  }
  return found;
}
