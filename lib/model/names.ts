/** Names that Kubernetes takes, and how long they may be. Checked where a name is made. */
import { CharthouseError } from './error';

/** The label that everything selects by: the only one of ours, and never changed. */
export const workloadLabel = 'charthouse.dev/workload';

/** The longest name of each kind: its own, and what it derives for its pods. */
const longest: Readonly<Record<string, number>> = Object.freeze({
  StatefulSet: 52,
  CronJob: 52,
  Deployment: 63,
  DaemonSet: 63,
  Job: 63,
  Service: 63,
  Namespace: 63,
  container: 63,
  volume: 63,
});

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
/** Labels with dots between them: none is empty, and each begins and ends with a letter or digit. */
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const serviceName = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** Throws where the name is not one that the API takes for the kind. */
export function checkName(name: string, kind: string, path: string, field: string): void {
  const limit = longest[kind] ?? 253;
  const label = kind in longest;
  const legal = kind === 'Service' ? serviceName.test(name) : label ? dnsLabel.test(name) : dnsSubdomain.test(name);
  if (legal && name.length <= limit) return;
  const form = label
    ? ` and '-', beginning with a letter${kind === 'Service' ? '' : ' or digit'}`
    : ", '-' and '.', a letter or digit at both ends of each part";
  const allowed = `at most ${limit} characters: lower-case letters, digits${form}`;
  const problem =
    name.length > limit ? `is too long for a ${kind}: ${name.length} characters` : `is no name for a ${kind}`;
  throw new CharthouseError({
    path, field, problem, value: name, allowed, fix: name.length > limit ? 'shorten it' : fixOfName(name, label),
  });
}

function fixOfName(name: string, label: boolean): string {
  const proposal = label
    ? wordsOf(name).replace(/^[-0-9]+/, '')
    : name.split('.').map(wordsOf).filter((part) => part !== '').join('.');
  return (label ? serviceName : dnsSubdomain).test(proposal) ? `call it '${proposal}'` : 'choose a name of that form';
}

/** A name near the given one: `ordersApi` becomes `orders-api`. */
function wordsOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  return words.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

const labelName = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Whether the text is a key for a label or annotation: a name, and before it, if anything, a DNS name and `/`. */
export function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const legal = parts.length <= 2 && labelName.test(parts[parts.length - 1] ?? '');
  return legal && (prefix === undefined || (dnsSubdomain.test(prefix) && prefix.length <= 253));
}

/** Throws where the key is none for a label or annotation. */
export function checkLabelKey(key: string, path: string, field: string): void {
  if (isLabelKey(key)) return;
  throw new CharthouseError({
    path,
    field: `${field}.${key}`,
    problem: `is no key for ${field}`,
    value: key,
    allowed: "at most 63 letters, digits, '-', '_' or '.', and before them, if anything, a DNS name and '/'",
    fix: 'rename it, such as cost-centre or example.com/cost-centre',
  });
}

const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

/** Whether the text is a legal label value: at most 63 characters, and so never a digest. */
export function isLabelValue(value: string): boolean {
  return value.length <= 63 && labelValue.test(value);
}
