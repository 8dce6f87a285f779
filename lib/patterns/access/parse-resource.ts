/** Reads the name of a resource: `configmaps`, `pods/log`, `deployments.apps/scale`, `certificates.cert-manager.io`. */
import { CharthouseError, nearest } from '../../model/error';
import { isBuiltInGroup, resourceNames, resourceOf } from './api-resources';

/** A resource as RBAC names it. */
export interface ParsedResource {
  readonly groups: readonly string[];
  /** With its subresource: `pods/log`. */
  readonly resource: string;
  /** Whether it is known to be in no namespace. */
  readonly ofCluster: boolean;
}

type Parts = Partial<Readonly<Record<'name' | 'group' | 'part', string>>>;

const word = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const form = new RegExp(`^(?<name>\\*|${word})(\\.(?<group>${word}(\\.${word})*))?(\\/(?<part>\\*|${word}))?$`);
const allowed = "a resource's plural name, with its group where it is not of Kubernetes: certificates.cert-manager.io";

/** The resource; throws where Kubernetes has none of that name, and no group says whose it is. */
export function parseResource(text: string, path: string, field: string): ParsedResource {
  const refused = (problem: string, fix: string, names = allowed): CharthouseError =>
    new CharthouseError({ path, field, problem, value: text, allowed: names, fix });
  const { name = '', group, part }: Parts = form.exec(text)?.groups ?? {};
  if (name === '') throw refused('is no name of a resource', 'write it in lower case, such as configmaps or pods/log');
  const resource = part === undefined ? name : `${name}/${part}`;
  const known = resourceOf(name);
  if (group !== undefined) {
    const names = resourceNames(group);
    if (name !== '*' && isBuiltInGroup(group) && !names.includes(name)) {
      const guess = nearest(name, names);
      throw refused(`is no resource of ${group}`, guess === undefined ? 'correct the name or the group'
        : `did you mean '${guess}'?`, names.join(', '));
    }
    return { groups: [group], resource, ofCluster: known?.ofCluster === true && known.groups.includes(group) };
  }
  if (name === '*') return { groups: ['*'], resource, ofCluster: false };
  if (known !== undefined) return { ...known, resource };
  const guess = nearest(name, resourceNames());
  const fix = guess === undefined ? `write its group behind it, as in ${name}.example.com`
    : `did you mean '${guess}'? Else write its group behind it`;
  throw refused("is no resource of Kubernetes' own", fix);
}
