/** A name inside the cluster for something outside of it: a Service of type ExternalName, answered by CNAME. */
import { Construct } from 'constructs';
import { checkExcept, cidrShape, rangeOfAddress } from '../model/cidr';
import { freeId } from '../model/construct-id';
import type { ExternalEndpoint } from '../model/endpoint';
import type { Elsewhere } from '../model/elsewhere';
import { claimIdentity } from '../model/identity';
import { isKnownOf } from '../model/make-shape';
import { dnsName } from '../model/name-shapes';
import { checkLabelKey, checkName } from '../model/names';
import { KubernetesObject } from '../model/object';
import { isReference, makeReference, type Reference } from '../model/reference';
import { checkProps, list, mapOf, oneOf, port, shapeOf, textShape, valueOf } from '../model/shape';
import { isDeferred, type Value, type Viewpoint } from '../model/value';
import { informingLabels } from './application';
import { builtInHouse } from './built-in-house';
import { houseContextOf, type HouseContext } from './context';
import { installValidation } from './findings';

/** Where a name inside the cluster leads. */
export interface ExternalServiceProps {
  /** The host name, which may come later, such as that of a database which the stack makes. */
  readonly host: Value<string>;
  readonly port: number;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
  /** Name of the Service: what callers ask for. @default - the construct's id */
  readonly name?: string | undefined;
  /** The range of its addresses, for NetworkPolicies. @default - any address that is not private */
  readonly cidr?: string | undefined;
  /** Ranges inside `cidr` that are left out. @default - none */
  readonly except?: readonly string[] | undefined;
  /** Annotations of the Service. @default - none */
  readonly annotations?: Readonly<Record<string, Value<string>>> | undefined;
}

const host = shapeOf(
  'a host name such as db.example.com',
  (value) => isKnownOf(dnsName, value) && rangeOfAddress(String(value)) === undefined,
  (value) => (rangeOfAddress(String(value)) === undefined
    ? 'leave protocol, port and path out'
    : `refer to ${String(value)} by external({ host, port }): DNS answers with names here`),
);
const shapes = Object.freeze({
  host: valueOf(host),
  port,
  protocol: oneOf('TCP', 'UDP', 'SCTP'),
  name: textShape,
  cidr: cidrShape,
  except: list(cidrShape),
  annotations: mapOf(valueOf(textShape)),
});

/**
 * A name inside the cluster for something outside of it
 * (https://kubernetes.io/docs/concepts/services-networking/service/#externalname), for callers whose address is set, or
 * hosts that are known late. Who needs no such name refers to `external({ host, port })`, which makes no object.
 * Callers ask for this name, so it is what a certificate must be for, and what a web server gets as `Host`.
 */
export class ExternalService extends Construct implements Elsewhere {
  public readonly endpoint: ExternalEndpoint;
  public readonly hostname: Reference<string>;
  public readonly port: Reference<number>;
  public readonly address: Reference<string>;

  public constructor(scope: Construct, id: string, props: ExternalServiceProps) {
    super(scope, freeId(scope, id));
    const { path } = this.node;
    checkProps(shapes, ['host', 'port'], props, path);
    checkExcept(props.cidr, props.except ?? [], { path, field: 'except' });
    const { name = id, cidr, except, protocol = 'TCP' } = props;
    checkName(name, 'Service', path, 'name');
    const context = houseContextOf(this, builtInHouse());
    const { cluster, namespace } = context;
    const ports = [{ port: props.port, podPort: props.port, protocol }];
    this.endpoint = { kind: 'external', path, name: shown(props.host, name), cluster, cidr, except, ports };
    const seenFrom = (viewpoint: Viewpoint): string =>
      viewpoint.namespace === namespace || namespace === undefined ? name : `${name}.${namespace}.svc`;
    const end = [this.endpoint];
    this.hostname = makeReference(`${path} hostname`, end, seenFrom);
    this.port = makeReference(`${path} port`, end, () => props.port);
    this.address = makeReference(`${path} address`, end, (viewpoint) => `${seenFrom(viewpoint)}:${props.port}`);
    this.createService(name, props, context);
  }

  private createService(name: string, props: ExternalServiceProps, context: HouseContext): void {
    const { path } = this.node;
    const { application, cluster, house, layers, namespace } = context;
    for (const key of Object.keys(props.annotations ?? {})) checkLabelKey(key, path, 'annotations');
    installValidation(this);
    claimIdentity(this, cluster, { group: '', kind: 'Service', namespace, name });
    // What cdk8s' `ApiObject.of` gives.
    this.node.defaultChild = new KubernetesObject(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      role: '',
      name,
      namespace,
      labels: {
        'app.kubernetes.io/name': name,
        'app.kubernetes.io/part-of': application,
        'app.kubernetes.io/managed-by': 'charthouse',
        ...informingLabels(path, house, layers),
      },
      annotations: props.annotations ?? {},
      body: {
        spec: {
          type: 'ExternalName',
          externalName: props.host,
          ports: [{ port: props.port, protocol: props.protocol ?? 'TCP' }],
        },
      },
      delivery: {},
      transforms: () => [],
    });
  }
}

function shown(value: Value<string>, name: string): string {
  return isDeferred(value) || isReference(value) ? name : value;
}
