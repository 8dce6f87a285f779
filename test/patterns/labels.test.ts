import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { labels } from '../../lib/patterns/labels';
import { expectRefused } from './support/errors';

const labelsOf = (options: DraftPatternOptions = {}): Readonly<Record<string, unknown>> =>
  Object.fromEntries(draftPattern(labels, options).draft.entries('labels').map(({ key, item }) => [key, item]));
const podLabelsOf = (options: DraftPatternOptions = {}): unknown =>
  (draftPattern(labels, options).template['metadata'] as { readonly labels: unknown }).labels;

const recommended = {
  'app.kubernetes.io/name': 'api',
  'app.kubernetes.io/instance': 'api',
  'app.kubernetes.io/part-of': 'shop',
  'app.kubernetes.io/managed-by': 'charthouse',
  'charthouse.dev/workload': 'api',
};

describe('labels', () => {
  test('are the recommended ones and ours, of objects and pods alike', () => {
    expect(labelsOf()).toEqual(recommended);
    expect(podLabelsOf()).toEqual(recommended);
  });

  test('stand beside annotations, which may be empty, as some operators ask for', () => {
    const settings = { annotations: { 'example.com/scan': '' }, podAnnotations: { 'example.com/inject': '' } };
    const { draft, template } = draftPattern(labels, { settings });
    expect(draft.entries('annotations').map(({ key, item }) => [key, item])).toEqual([['example.com/scan', '']]);
    expect(template).toHaveProperty('metadata.annotations', { 'example.com/inject': '' });
  });

  test('name the owner, the component, and whatever else is stated', () => {
    const settings = { owner: 'checkout', component: 'backend', labels: { 'example.com/tier': 'one' } };
    const all = {
      ...recommended,
      'charthouse.dev/owner': 'checkout',
      'app.kubernetes.io/component': 'backend',
      'example.com/tier': 'one',
    };
    expect(labelsOf({ settings })).toEqual(all);
    expect(podLabelsOf({ settings })).toEqual(all);
  });

  test.each([
    ['api:1.4.2', '1.4.2'],
    ['localhost:5000/shop/api:v2', 'v2'],
    [`api:1.4.2@sha256:${'0'.repeat(64)}`, '1.4.2'],
    [`api@sha256:${'0'.repeat(64)}`, undefined],
    [`api:${'1'.repeat(64)}`, undefined],
    [`api:${'1'.repeat(63)}`, '1'.repeat(63)],
    ['api:1.', undefined],
    [{ apply: () => undefined }, undefined],
  ])('tell the version by the tag, where a label can hold it: %s', (image, version) => {
    expect(labelsOf({ settings: { image } })['app.kubernetes.io/version']).toBe(version);
  });

  test('may say another version than the image', () => {
    const settings = { image: 'api:1.4.2', labels: { 'app.kubernetes.io/version': 'blue' } };
    expect(labelsOf({ settings })['app.kubernetes.io/version']).toBe('blue');
  });

  test('leave the selector of an adopted workload alone, and mark its pods all the same', () => {
    const facts = { selector: { 'app.kubernetes.io/name': 'old' } };
    expect(podLabelsOf({ facts })).toEqual({ ...recommended, 'app.kubernetes.io/name': 'old' });
    expect(labelsOf({ facts })).toEqual(recommended);
  });

  test('stand beside annotations, of the objects and of the pods', () => {
    const { draft, template } = draftPattern(labels, {
      settings: { annotations: { 'example.com/runbook': 'here' }, podAnnotations: { 'example.com/scan': 'weekly' } },
    });
    expect(draft.entries('annotations').map(({ key, item }) => [key, item])).toEqual([['example.com/runbook', 'here']]);
    expect(template).toHaveProperty('metadata.annotations', { 'example.com/scan': 'weekly' });
  });

  test('refuse to take the label that everything selects by', () => {
    expectRefused(() => labelsOf({ settings: { labels: { 'charthouse.dev/workload': 'web' } } }),
      { field: 'labels.charthouse.dev/workload', value: 'web' });
  });

  test('refuse what is no label value', () => {
    expectRefused(() => labelsOf({ settings: { owner: 'team checkout' } }),
      { field: 'settings.owner', value: 'team checkout' });
  });
});
