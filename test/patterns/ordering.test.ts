import { draftPattern } from 'charthouse/testing';
import { render, yamlViewpoint } from '../../lib/model/render';
import { ordering } from '../../lib/patterns/ordering';
import { deliveredBy } from './support/facts';

const annotations = (delivery: 'kubectl' | 'argocd' | 'flux' | 'pulumi', depth: number): unknown => {
  const { draft } = draftPattern(ordering, { facts: { ...deliveredBy(delivery), orderDepth: () => depth } });
  const viewpoint = yamlViewpoint('shop/api', 'shop');
  return Object.fromEntries(draft.entries('annotations').map(({ key, item }) => [key, render(item, viewpoint)]));
};

describe('ordering', () => {
  test('puts what comes after others into a later wave of Argo CD', () => {
    expect(annotations('argocd', 2)).toEqual({ 'argocd.argoproj.io/sync-wave': '2' });
  });

  test('says nothing of what comes first: that is wave 0', () => {
    expect(annotations('argocd', 0)).toEqual({ 'argocd.argoproj.io/sync-wave': undefined });
  });

  test.each(['kubectl', 'flux', 'pulumi'] as const)('says nothing under %s, which has no waves', (delivery) => {
    expect(annotations(delivery, 2)).toEqual({});
  });

  test('asks for the order late: a later construct may still come before', () => {
    let depth = 0;
    const { draft } = draftPattern(ordering, { facts: { ...deliveredBy('argocd'), orderDepth: () => depth } });
    depth = 3;
    expect(render(draft.entries('annotations')[0]?.item, yamlViewpoint('shop/api', 'shop'))).toBe('3');
  });
});
