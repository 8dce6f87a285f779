/**
 * Names of time zones as the API server knows them: it opens a file of that name (https://data.iana.org/time-zones/).
 * What this machine knows is more: other cases of the letters, and abbreviations such as `PST`.
 */

const areas: ReadonlySet<string> = new Set([
  'Africa', 'America', 'Antarctica', 'Arctic', 'Asia', 'Atlantic', 'Australia', 'Brazil', 'Canada', 'Chile', 'Europe',
  'Indian', 'Mexico', 'Pacific', 'US',
]);
const ofEtc = /^Etc\/(GMT(0|[+-]\d{1,2})?|Greenwich|UCT|UTC|Universal|Zulu)$/;
const single: ReadonlySet<string> = new Set([
  'CET', 'CST6CDT', 'Cuba', 'EET', 'EST', 'EST5EDT', 'Egypt', 'Eire', 'GB', 'GB-Eire', 'GMT', 'GMT+0', 'GMT-0', 'GMT0',
  'Greenwich', 'HST', 'Hongkong', 'Iceland', 'Iran', 'Israel', 'Jamaica', 'Japan', 'Kwajalein', 'Libya', 'MET', 'MST',
  'MST7MDT', 'NZ', 'NZ-CHAT', 'Navajo', 'PRC', 'PST8PDT', 'Poland', 'Portugal', 'ROC', 'ROK', 'Singapore', 'Turkey',
  'UCT', 'UTC', 'Universal', 'W-SU', 'WET', 'Zulu',
]);
/** A place: no name of one is in capital letters, but for short ones such as `Australia/NSW`. */
const place = /^(?![A-Z]{4})[A-Z][A-Za-z]*([_-][A-Za-z]+)*$/;

/** Whether the API server knows the zone. */
export function isTimeZone(value: string): boolean {
  return single.has(value) || (isPlace(value) && isKnown(value));
}

function isPlace(value: string): boolean {
  const [area = '', ...places] = value.split('/');
  return ofEtc.test(value) || (areas.has(area) && places.length > 0 && places.every((each) => place.test(each)));
}

function isKnown(value: string): boolean {
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
    // An alias has another name altogether.
    return known === value || known.toLowerCase() !== value.toLowerCase();
  } catch {
    return false;
  }
}
