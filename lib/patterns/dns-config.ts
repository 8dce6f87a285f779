/** The shape of a pod's DNS configuration: what the API server takes of it. */
import { CharthouseError } from '../model/error';
import { ipAddress } from '../model/name-shapes';
import { list, object, shapeOf, textShape, type Shape } from '../model/shape';

/** What the C library of a pod reads of it: more is left out, or refused. */
const most = Object.freeze({ nameservers: 3, searches: 32, searchCharacters: 2048 });

/** Unlike other names these may hold underscores, and end in a dot. */
const domain = /^[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?(\.[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)*\.?$/;
const searchDomain = shapeOf(
  "a domain such as shop.example.com, or '.'",
  (value) => typeof value === 'string' && (value === '.' || (value.length <= 254 && domain.test(value))),
  'write it in lower case, without a protocol or a path',
);

const fields = object({
  nameservers: list(ipAddress),
  searches: list(searchDomain),
  options: list(object({ name: textShape, value: textShape })),
});

/** Name servers, search domains and options. */
export const dnsConfigShape: Shape = {
  ...fields,
  check(value, { path, field }) {
    fields.check(value, { path, field });
    const { nameservers = [], searches = [], options = [] } = value as Partial<Record<
      'nameservers' | 'searches' | 'options', readonly unknown[]
    >>;
    const tooMany = (name: string, given: readonly unknown[], allowed: string): CharthouseError =>
      new CharthouseError({
        path,
        field: `${field}.${name}`,
        problem: `must be ${allowed}`,
        value: given.length,
        allowed,
        fix: 'leave some of them out',
      });
    if (nameservers.length > most.nameservers)
      throw tooMany('nameservers', nameservers, `at most ${most.nameservers} addresses`);
    if (searches.length > most.searches || searches.join(' ').length > most.searchCharacters)
      throw tooMany('searches', searches, `at most ${most.searches} domains of ${most.searchCharacters} characters`);
    for (const [index, option] of options.entries()) {
      if ((option as { readonly name?: string }).name !== undefined) continue;
      throw new CharthouseError({
        path,
        field: `${field}.options[${index}].name`,
        problem: 'is missing',
        value: option,
        allowed: textShape.allowed,
        fix: "name the option, such as 'ndots'",
      });
    }
  },
};
