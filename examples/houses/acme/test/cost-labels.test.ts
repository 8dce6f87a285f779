import { draftPattern, manifestsOf } from 'charthouse/testing';
import { acme, costLabels, WebService } from '../lib';

const label = 'acme.dev/cost-center';

/** The label of every object, and of the pods. */
function charged(settings: Readonly<Record<string, unknown>>): readonly unknown[] {
  const { draft, template } = draftPattern(costLabels, { settings });
  const { labels } = template['metadata'] as { labels: Readonly<Record<string, string>> };
  return [draft.entries('labels').find(({ key }) => key === label)?.item, labels[label]];
}

describe('cost labels', () => {
  it('charge the owner', () => {
    expect(charged({ owner: 'team-checkout' })).toEqual(['team-checkout', 'team-checkout']);
  });

  it('charge the stated cost center instead', () => {
    expect(charged({ owner: 'team-checkout', costLabels: { center: 'cc-4711' } })).toEqual(['cc-4711', 'cc-4711']);
  });

  it('are not there where nobody is to be charged', () => {
    expect(charged({})).toEqual([undefined, undefined]);
  });

  it('are not there where they are switched off', () => {
    expect(charged({ owner: 'team-checkout', costLabels: false })).toEqual([undefined, undefined]);
  });

  it('refuse a cost center that is none', () => {
    expect(() => charged({ costLabels: { center: 'CC 4711' } })).toThrow(
      "shop/api: settings.costLabels.center must be a cost center: lower-case letters, digits and -, got 'CC 4711'",
    );
  });

  it('stand on every object of a workload', () => {
    const manifests = manifestsOf(acme, (shop) => {
      new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, owner: 'team-checkout' });
    });

    expect(manifests.length).toBeGreaterThan(4);
    expect(manifests.map(({ metadata }) => metadata?.labels?.[label])).toEqual(manifests.map(() => 'team-checkout'));
  });
});
