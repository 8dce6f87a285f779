/** Routes at an Ingress controller: an Ingress, and further ones for paths that take other annotations. */
import type { HTTPIngressPath } from '../../model/kubernetes/types';
import { emitted, type EmittedObject } from '../../model/object';
import type { Value } from '../../model/value';
import type { IngressEdge } from '../../platforms/platform/edge';
import { featureAnnotations, redirectAnnotations } from './feature-annotations';
import type { Route } from './routes';
import { annotationsOf, backendsOf, grouped, hostsOf, type Serving } from './serving';

/** The Ingresses of a workload. */
export function ingresses(edge: IngressEdge, serving: Serving): readonly EmittedObject[] {
  const told = new Map(serving.routes.map((route) => [route, featureAnnotations(route, edge, serving.facts)]));
  const textOf = (route: Route): string => JSON.stringify(Object.entries(told.get(route) ?? {}).sort());
  const groups = grouped(serving.routes, (left, right) => textOf(left) === textOf(right));
  const redirect = serving.exposure.redirectHttp === true ? redirectAnnotations(edge, serving.facts) : {};
  return groups.map((group, index) => {
    const [first] = group;
    const hosts = hostsOf(group);
    // A certificate is asked for once, for all hosts.
    const certificate = certificateOf(index === 0 ? hostsOf(serving.routes) : hosts, serving);
    const issuer = index === 0 ? certificate.issuer : {};
    const own = first === undefined ? {} : told.get(first);
    return emitted(
      'Ingress',
      {
        spec: {
          ingressClassName: edge.className,
          tls: certificate.tls,
          rules: hosts.map((host) => ({ host, http: { paths: pathsOf(group, host, serving) } })),
        },
      },
      { role: first?.name ?? '', annotations: { ...issuer, ...redirect, ...own, ...annotationsOf(hosts, serving) } },
    );
  });
}

function pathsOf(group: readonly Route[], host: Value<string>, serving: Serving): HTTPIngressPath[] {
  return group.filter(({ hosts }) => hosts.includes(host)).flatMap((route) => {
    const [{ name, port }] = backendsOf(route, serving);
    return route.paths.map(({ value, type }) => ({
      path: value,
      pathType: type === 'RegularExpression' ? 'ImplementationSpecific' as const : type,
      backend: { service: { name, port: { number: port } } },
    }));
  });
}

interface Certificate {
  readonly tls: { hosts: Value<string>[]; secretName: string | undefined }[] | undefined;
  readonly issuer: Readonly<Record<string, string>>;
}

function certificateOf(hosts: readonly Value<string>[], { facts, exposure }: Serving): Certificate {
  const stated = exposure.tls;
  if (typeof stated === 'object')
    return { tls: [{ hosts: [...hosts], secretName: stated.secret.name }], issuer: {} };
  const tls = facts.platform.tls ?? { kind: 'edge' };
  if (stated === false || tls.kind === 'none') return { tls: undefined, issuer: {} };
  const secretName =
    tls.kind === 'secret' ? tls.secretName : tls.kind === 'cert-manager' ? `${facts.name}-tls` : undefined;
  const issuer = tls.kind === 'cert-manager' ? { 'cert-manager.io/cluster-issuer': tls.clusterIssuer } : undefined;
  return { tls: [{ hosts: [...hosts], secretName }], issuer: issuer ?? {} };
}
