import { draftPattern } from 'charthouse/testing';
import { render, yamlViewpoint } from '../../lib/model/render';
import type { ReleasePhase } from '../../lib/patterns/facts';
import { release } from '../../lib/patterns/release';
import { deliveredBy, task } from './support/facts';

type Delivery = 'kubectl' | 'argocd' | 'flux' | 'pulumi';

/** What stands on every object, and on the Job alone. */
const marks = (settings: object, delivery: Delivery, phase: ReleasePhase = 'among'): unknown => {
  const facts = { ...task, ...deliveredBy(delivery), releasePhase: () => phase };
  const { draft } = draftPattern(release, { settings: { ...settings }, facts });
  const rendered = (name: 'labels' | 'annotations' | 'controllerAnnotations'): unknown =>
    render(Object.fromEntries(draft.entries(name).map(({ key, item }) => [key, item])),
      yamlViewpoint('shop/api', 'shop')) ?? {};
  return [rendered('labels'), rendered('annotations'), rendered('controllerAnnotations')];
};
const hook = (phase: string): object => ({
  'argocd.argoproj.io/hook': phase, 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
});

describe('release', () => {
  const all: readonly Delivery[] = ['kubectl', 'argocd', 'flux', 'pulumi'];

  test.each(all)('says nothing of a Task that has no turn: %s', (delivery) => {
    expect([marks({}, delivery), marks({ run: 'v1' }, delivery)]).toEqual([[{}, {}, {}], [{}, {}, {}]]);
  });

  test.each(all.filter((each) => each !== 'argocd'))('labels what has one, to apply it by: %s', (delivery) => {
    for (const turn of ['before', 'after'])
      expect(marks({ release: turn }, delivery)).toEqual([{ 'charthouse.dev/release': turn }, {}, {}]);
  });

  test('is a hook of Argo CD, with all that the Job needs, before anything is there', () => {
    expect(marks({ release: 'before' }, 'argocd', 'before'))
      .toEqual([{ 'charthouse.dev/release': 'before' }, hook('PreSync'), hook('PreSync')]);
  });

  test('is a hook of the Job alone, among the rest or after it', () => {
    expect(marks({ release: 'before' }, 'argocd', 'among'))
      .toEqual([{ 'charthouse.dev/release': 'before' }, {}, hook('Sync')]);
    expect(marks({ release: 'after' }, 'argocd', 'after'))
      .toEqual([{ 'charthouse.dev/release': 'after' }, {}, hook('PostSync')]);
  });

  test('is no hook, which would run at each sync, with a text that never runs twice', () => {
    expect(marks({ release: 'before', run: 'v1' }, 'argocd', 'before'))
      .toEqual([{ 'charthouse.dev/release': 'before' }, {}, {}]);
  });

  test('refuses another turn, and names the nearest', () => {
    expect(() => marks({ release: 'befor' }, 'kubectl')).toThrow("did you mean 'before'?");
  });
});
