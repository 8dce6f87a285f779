/** An Output in the place of each value that a workload's props can have: taken as a leaf, or refused by name. */
import type { App, CharthouseError } from '../../lib';
import { isReference } from '../../lib/model/reference';
import { isDeferred, isPlainObject } from '../../lib/model/value';
import { KubernetesObject } from '../../lib/model/object';
import { changedAt, placesIn, valueAt, type Place } from '../property/support/places';
import { legalPrograms, typedProgram, type TypedProgram } from '../property/support/typed-programs';
import { classes } from '../support/arbitrary-props';
import { knownOf, later } from './support/later';
import { Placeholders } from './support/placeholders';

type Manifest = Readonly<Record<string, unknown>>;

/** Every value that may come later, as its author writes it: entries of maps are `*`, items of lists `[]`. */
const taken = Object.freeze([
  'annotations.*', 'args[]', 'command[]', 'env', 'env.*', 'exposure.annotations.*', 'exposure.hosts[]',
  'exposure.routes.*.hosts[]', 'files.*', 'files.*.content', 'host', 'image', 'podAnnotations.*',
  'podServices.annotations.*', 'resources.limits.*', 'resources.requests.*', 'scratch.sizeLimit',
  'service.annotations.*', 'serviceAccount.annotations.*', 'serviceAccount.cloudIdentity', 'storage.size',
  'storages.*.size', 'volumes.*.csi.volumeAttributes.*', 'volumes.*.emptyDir.sizeLimit', 'volumes.*.ephemeral.size',
  'volumes.*.image.reference', 'volumes.*.nfs.path', 'volumes.*.nfs.server',
]);

/** What becomes of each place, by its key; each key once, and what stands at the top once for each workload. */
const outcomes = new Map<string, string>();
/** Of what functions give, and `existing` and `asJson`, no part is written by hand; patches have tests of their own. */
function isLeftOut({ path, value }: Place, props: object): boolean {
  const within = path.map((_step, index) => valueAt(props, path.slice(0, index)));
  return path[0] === 'transform' || path[0] === 'because' || typeof value === 'function' || value instanceof Uint8Array
    || isReference(value) || within.some((each) => isPlainObject(each) && ('existing' in each || 'declared' in each));
}

beforeAll(() => {
  for (const workload of Object.keys(classes)) {
    const own = new Set<string>();
    for (const program of legalPrograms(workload, 60, 7)) {
      const before = new Map<string, readonly Manifest[]>();
      for (const place of placesIn(program.props, workload)) {
        const key = place.key.replace(/^(containers|initContainers|sidecars)\.\*\./, '');
        const known = (outcomes.get(key) ?? 'is dropped') !== 'is dropped';
        const done = place.path.length === 1 ? own.has(key) : known;
        if (done || isLeftOut(place, program.props)) continue;
        const outcome = outcomeOf(program, place, before);
        // Of some values there is more than an Output can be, such as keys of Secrets among variables.
        if (outcome === 'refused when known') continue;
        outcomes.set(key, outcome);
        // Of what has no effect in one program another one tells.
        if (outcome !== 'is dropped') own.add(key);
      }
    }
  }
}, 600_000);

test('an Output is refused with path, field and fix in every place where it is not taken', () => {
  expect(outcomes.size).toBeGreaterThan(400);
  expect([...outcomes].filter(([, outcome]) => outcome !== 'taken' && outcome !== 'refused')).toEqual([]);
});

test('an Output is taken in these places: seen in them alone, and else nothing changes', () => {
  expect([...outcomes].filter(([, outcome]) => outcome === 'taken').map(([key]) => key).sort()).toEqual(taken);
});

function outcomeOf(program: TypedProgram, { path, value }: Place, before: Map<string, readonly Manifest[]>): string {
  const { workload, target, props } = program;
  const plain = before.get('') ?? seen(program.build()).known;
  before.set('', plain);
  let app: App;
  try {
    app = typedProgram(workload, target, changedAt(props, path, later(value)) as typeof props).build();
  } catch (error) {
    const { name, path: at, field, fix, message } = error as CharthouseError;
    const told = name === 'CharthouseError' && at === 'app/it' && field !== undefined
      && fix === 'give a plain value: an Output is known only after this is decided';
    return told ? 'refused' : `refused otherwise: ${message}`;
  }
  let after: Seen;
  try {
    after = seen(app);
  } catch (error) {
    const { path: at, field, problem, message } = error as CharthouseError;
    return at === 'app/it' && field !== undefined && problem.startsWith('is known now') ? 'refused when known'
      : `fails: ${message}`;
  }
  const { known, fields, text } = after;
  if (text.includes('Calling [')) return 'became text';
  if (fields.length === 0) return 'is dropped';
  if (text.split('<later ').length - 1 !== fields.length) return 'became a part of a text';
  return sameData(known, plain) ? 'taken' : 'gave something else';
}

/** The manifests as they are when everything is known, and which of their fields come later. */
interface Seen {
  readonly known: readonly Manifest[];
  readonly fields: readonly string[];
  readonly text: string;
}

function seen(app: App): Seen {
  const placeholders = new Placeholders();
  const manifests = app.node.findAll().filter((each): each is KubernetesObject => each instanceof KubernetesObject)
    .map((object) => object.renderFrom(placeholders.viewpoint(object.node.path, 'app')) as unknown as Manifest);
  return {
    known: manifests.map((manifest) => knownOf(placeholders.restored(manifest)) as Manifest),
    fields: manifests.flatMap((manifest) => placeholders.fieldsIn(manifest)),
    text: JSON.stringify(manifests),
  };
}

/** Whether the data is the same; no label tells the version of an image that comes later. */
function sameData(left: unknown, right: unknown): boolean {
  return JSON.stringify(inOrder(left)) === JSON.stringify(inOrder(right));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (isDeferred(value) || !isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'app.kubernetes.io/version')
    .sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, inOrder(entry)]));
}
