/**
 * What the API server takes as a name.
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and the validation in
 * k8s.io/apimachinery.
 */

/** A format of names. */
export interface NameFormat {
  /** What is allowed, in words. */
  readonly allowed: string;
  readonly accepts: (name: string) => boolean;
}

/** Lower-case words joined by dots. */
export function dnsSubdomain(length: number): NameFormat {
  return format(
    `lower-case letters, digits, '-' and '.', at most ${length} characters, a letter or digit at the ends of each part`,
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, length);
}

/** One lower-case word. */
export function dnsLabel(length: number): NameFormat {
  return format(`lower-case letters, digits and '-', at most ${length} characters, a letter or digit at both ends`,
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, length);
}

/** A Service's name: it becomes a host name of the old kind, which starts with a letter. */
export const serviceName: NameFormat = format(
  "lower-case letters, digits and '-', at most 63 characters, a letter first, a letter or digit last",
  /^[a-z]([-a-z0-9]*[a-z0-9])?$/, 63);

/** A part of a URL's path: what RBAC's objects are named by. */
export const pathSegment: NameFormat = {
  allowed: "anything without '/' and '%', but not '.' or '..'",
  accepts: (name) => name !== '' && name !== '.' && name !== '..' && !/[/%]/.test(name),
};

/** A container port's name (IANA service name). */
export const portName: NameFormat = {
  allowed: "lower-case letters, digits and single '-' between them, at most 15 characters, at least one letter",
  accepts: (name) => name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name),
};

/** A variable's name since Kubernetes 1.32 (KEP-4369). */
export const variableName: NameFormat = {
  allowed: "printable ASCII characters but '='",
  accepts: (name) => /^[\x20-\x3c\x3e-\x7e]+$/.test(name),
};

/** A variable's name before Kubernetes 1.32. */
export const strictVariableName: NameFormat = {
  allowed: "letters, digits, '_', '-' and '.', no digit first",
  accepts: (name) => /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name) && name !== '.' && !name.startsWith('..'),
};

const qualifiedWord = format(
  "letters, digits, '-', '_' and '.', at most 63 characters, a letter or digit at both ends",
  /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/, 63);

const keyPrefix = dnsSubdomain(253);

/** A label's key: a word, with a DNS name and '/' before it or not. */
export const labelKey: NameFormat = {
  allowed: `${qualifiedWord.allowed}; before it, if anything, a DNS name and '/'`,
  accepts(key) {
    const [word = '', ...prefix] = key.split('/').reverse();
    const [name] = prefix;
    return prefix.length < 2 && qualifiedWord.accepts(word) && (name === undefined || keyPrefix.accepts(name));
  },
};

/** An annotation's key: as a label's, in upper case or lower. */
export const annotationKey: NameFormat = {
  allowed: labelKey.allowed,
  accepts: (key) => labelKey.accepts(key.toLowerCase()),
};

/** A label's value: a word, or nothing. */
export const labelValue: NameFormat = {
  allowed: `${qualifiedWord.allowed}; or nothing`,
  accepts: (value) => value === '' || qualifiedWord.accepts(value),
};

/** The same format, which remembers what it was asked: for names that many objects have. */
export function remembered({ allowed, accepts }: NameFormat): NameFormat {
  const known = new Map<string, boolean>();
  return {
    allowed,
    accepts(name) {
      const accepted = known.get(name) ?? accepts(name);
      known.set(name, accepted);
      return accepted;
    },
  };
}

function format(allowed: string, pattern: RegExp, length: number): NameFormat {
  return { allowed, accepts: (name) => name.length <= length && pattern.test(name) };
}
