/** Nothing in, nothing out but DNS and what is stated. Callers are known late: a later one still opens the callee. */
import { isForeignObject, type ForeignObject } from '../../model/foreign-object';
import { emitted } from '../../model/object';
import { flag, object, orFalse, textShape } from '../../model/shape';
import { Late } from '../../model/value';
import { checkAllowed } from '../listened-ports';
import { makePattern, keys } from '../pattern';
import { allowedFromShape, allowedPorts, peerOf, type AllowedFrom } from './allowed-from';
import { callerOf, statedCallers } from './foreign-callers';
import { egressRules, ingressRules, rulesAmong } from './rules';

/** What the network lets through besides DNS and stated connections. */
export interface NetworkProps {
  /** Whether pods may reach any address. @default false */
  readonly egressAnywhere?: boolean | undefined;
}

/** Who reaches whom. */
export interface NetworkKeys {
  /** What is let through, or `false` for no NetworkPolicy at all. @default - DNS, and the stated connections */
  readonly networkIsolation?: NetworkProps | false | undefined;
  /**
   * Callers that are not in this tree, or that cdk8s or cdk8s-plus made in it, such as a Deployment: which pods call is
   * read from it. A house's default for all workloads says nothing of those that listen on none of the ports.
   *
   * @example allowFrom: [{ namespace: 'partners', podLabels: { app: 'web' }, ports: [8080] }, { cidr: '10.20.0.0/16' }]
   * @default - none
   */
  readonly allowFrom?: readonly (AllowedFrom | ForeignObject)[] | undefined;
}

/**
 * Emits a NetworkPolicy for both directions
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies/).
 */
export const networkIsolation = makePattern({
  name: 'networkIsolation',
  fits: [],
  keys: keys<NetworkKeys>({
    networkIsolation: orFalse(object({ egressAnywhere: flag })),
    allowFrom: allowedFromShape,
  }),
  reads: keys<{ readonly topology?: string | undefined }>({ topology: textShape }),
  defaults: { networkIsolation: { egressAnywhere: false } },
  apply(draft, settings, { path }) {
    for (const [index, allowed] of (settings.allowFrom ?? []).entries()) {
      const field = `allowFrom[${index}]`;
      if (isForeignObject(allowed)) {
        const endpoint = callerOf(allowed, path, field);
        draft.add('callers', `allowFrom ${index}`, { endpoint, via: 'allowFrom' }, 'props');
        continue;
      }
      const from = { ...peerOf(allowed, path, field) };
      const ports = allowedPorts(allowed.ports, path, `${field}.ports`);
      draft.add('allowedCallers', `allowFrom ${index}`, { from, ports }, 'props');
    }
  },
  emit(draft, settings, facts) {
    // What is said of workloads of every kind may fit some of them only.
    if (facts.statedBy('allowFrom') !== undefined) checkAllowed(statedCallers(settings.allowFrom), draft, facts.path);
    const anywhere = settings.networkIsolation.egressAnywhere;
    // Pods of a store that know of each other talk to each other, on ports that no Service stands in front of as well.
    const among = settings.topology === undefined ? [] : [{ podSelector: { matchLabels: { ...draft.selector } } }];
    return [
      emitted('NetworkPolicy', {
        spec: {
          podSelector: { matchLabels: { ...draft.selector } },
          policyTypes: ['Ingress', 'Egress'],
          ingress: ofAny(() => [...rulesAmong('from', among, draft), ...ingressRules(draft, facts)]),
          egress: ofAny(() => (anywhere ? [{}] : [...egressRules(draft, facts), ...rulesAmong('to', among, draft)])),
        },
      }),
    ];
  },
});

/** The rules, late. No rules are left out: the server drops an empty list, and counts each time as a change of it. */
function ofAny<Rule>(rules: () => readonly Rule[]): Late<readonly Rule[] | undefined> {
  return new Late(() => {
    const all = rules();
    return all.length === 0 ? undefined : all;
  });
}
