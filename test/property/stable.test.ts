import { Construct } from 'constructs';
import fc from 'fast-check';
import { WebService, Worker, text } from '../../lib';
import type { Props } from './support/arbitrary-container';
import { treePlan } from './support/arbitrary-tree';
import { identityOf, manifestsOf, ourTree, textByIdentity, type Manifest } from './support/manifests';
import { assertProperty } from './support/run';
import { at, selectorsOf } from './support/selects';

const deep = fc.array(fc.constantFrom('team', 'Group_A', 'inner.part'), { minLength: 1, maxLength: 3 });

/** Puts each workload below constructs of its own. */
function wrapped(ids: readonly string[]): (scope: Construct, index: number) => Construct {
  return (scope, index) => ids.reduce((outer, id) => new Construct(outer, `${id}${index}`), scope);
}

function podTemplates(manifests: readonly Manifest[]): readonly unknown[] {
  return manifests.map((manifest) => [
    identityOf(manifest), at(manifest, 'spec.template.spec') ?? at(manifest, 'spec.jobTemplate.spec.template.spec'),
  ]);
}

test('putting workloads into constructs changes no byte of any object', () => {
  assertProperty(fc.tuple(treePlan, deep), ([plan, ids]) => {
    expect(textByIdentity(manifestsOf(ourTree(plan, { scope: wrapped(ids) }).app)))
      .toEqual(textByIdentity(manifestsOf(ourTree(plan).app)));
  });
});

test('siblings that are added change no byte of the objects that are there', () => {
  const siblings = (scope: Construct): void => {
    const late = new WebService(new Construct(scope, 'later'), 'late', { image: 'late:1', port: 9999 });
    new Worker(scope, 'later-still', { image: 'late:1', env: { LATE: text`${late.url}/` } });
  };
  // What comes after all else of its Application comes after its siblings, too.
  const props = (given: Props): Props => (given.release === 'after' ? { ...given, release: undefined } : given);
  assertProperty(treePlan, (plan) => {
    const before = textByIdentity(manifestsOf(ourTree(plan, { props }).app));
    const after = textByIdentity(manifestsOf(ourTree(plan, { props, siblings }).app));
    expect(new Map([...after].filter(([identity]) => before.has(identity)))).toEqual(before);
    expect(after.size).toBeGreaterThan(before.size);
  });
});

test('labels that are added change no name, no selector and no container', () => {
  const labelled = (props: Props): Props =>
    ({ ...props, owner: 'another-team', component: 'core', labels: { ...props.labels as object, added: 'yes' } });
  assertProperty(treePlan, (plan) => {
    const before = manifestsOf(ourTree(plan).app);
    const after = manifestsOf(ourTree(plan, { props: labelled }).app);
    expect(after.map(identityOf)).toEqual(before.map(identityOf));
    expect(selectorsOf(after)).toEqual(selectorsOf(before));
    expect(podTemplates(after)).toEqual(podTemplates(before));
  });
});

test('an object belongs to the same workload under the names that were there before it was adopted', () => {
  assertProperty(treePlan, (plan) => {
    const alone = (props: Props): Props => ({ ...props, adopt: undefined });
    // The Service that a StatefulSet names is adopted by its name.
    const adopting = (props: Props): Props => ({
      ...props, adopt: props.adopt === undefined ? undefined : { ...props.adopt, serviceName: undefined },
    });
    const before = manifestsOf(ourTree(plan, { props: alone }).app).filter(({ kind }) => kind === 'Service');
    const after = manifestsOf(ourTree(plan, { props: adopting }).app).filter(({ kind }) => kind === 'Service');
    expect(after.map(identityOf)).toEqual(before.map(identityOf));
  });
});
