/** Telling from a variable's name, and from the form of its value, that it holds a secret. */

const secretWords: ReadonlySet<string> = new Set(['passphrase', 'credential', 'credentials', 'pwd', 'pass']);

/** Words that end so count as well: PGPASSWORD, AUTHTOKEN. */
const secretEndings = /(password|passwd|secret|token|apikey)s?$/;

/** Words that make a key a secret one. */
const secretKeys: ReadonlySet<string> = new Set(['api', 'private', 'encryption', 'signing', 'master']);

/** A variable that ends so says where a secret is, or something about it, and does not hold it. */
const aboutSecrets: ReadonlySet<string> = new Set([
  'file', 'path', 'name', 'dir', 'directory', 'host', 'hostname', 'port', 'url', 'uri', 'endpoint', 'issuer',
  'audience', 'algorithm', 'type', 'format', 'header', 'prefix', 'version', 'ttl', 'expiry', 'expiration', 'lifetime',
  'timeout', 'seconds', 'minutes', 'hours', 'days', 'length', 'size', 'limit', 'count', 'enabled', 'disabled',
  'required', 'ref',
]);

const switches: ReadonlySet<string> = new Set(['true', 'false', 'yes', 'no', 'on', 'off']);
const amounts: ReadonlySet<string> = new Set(['max', 'min', 'limit', 'count', 'length', 'num']);

/** Whether a variable of this name holds a secret. */
export function namesSecret(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (aboutSecrets.has(last)) return false;
  return words.some((word, index) =>
    secretEndings.test(word)
    // 'pass' and 'pwd' are words of other trades too, but not at the end of a name.
    || (secretWords.has(word) && (word.length > 4 || index === words.length - 1))
    || (/^keys?$/.test(word) && secretKeys.has(words[index - 1] ?? '') && last !== 'id'));
}

/** Whether a value is such that it gives nothing away: nothing, another variable, a file, an address, a switch. */
export function isHarmless(name: string, value: string): boolean {
  return value === ''
    || /^\$\([^()]+\)$/.test(value)
    || /^(~|\.{1,2})?\/[\w./-]*$/.test(value)
    || /^[a-z][a-z0-9+.-]*:\/\/[^\s?#@]*$/i.test(value)
    || switches.has(value.toLowerCase())
    || (/^-?\d+$/.test(value) && wordsOf(name).some((word) => amounts.has(word)));
}

/** Whether a value is a URL with a password in it: `postgres://user:password@host`. */
export function hasPasswordInUrl(value: string): boolean {
  const password = /[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i.exec(value)?.[1];
  return password !== undefined && !/^\$\([^()]+\)$/.test(password);
}

/** `dbPassword`, `DB_PASSWORD`, `db-password`, `DBPassword`: db, password. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
