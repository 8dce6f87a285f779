import { App as Cdk8sApp } from 'cdk8s';
import { Application, StatefulStore, WebService } from '../../lib';
import { failureOf } from './support/matchers';
import { Shop, house } from './support/shop';

const service = { image: 'api:1.4.2', port: 8080, env: { TOKEN: 'abc' } };

describe('toHaveNoFindings', () => {
  it('holds for a tree, or a part of one, with nothing to say of it', () => {
    const { app, application, api } = new Shop();
    new WebService(application, 'web', service);

    expect(api).toHaveNoFindings();
    expect(app).not.toHaveNoFindings();
    expect(new Shop().app).toHaveNoFindings();
  });

  it('shows each finding with its path and its fix', () => {
    const { app, application } = new Shop();
    new WebService(application, 'web', service);
    new StatefulStore(application, 'cache', { image: 'redis:8', port: 6379, storage: { path: '/data', size: '1Gi' } });

    const failure = failureOf(() => { expect(app).toHaveNoFindings(); });

    expect(failure.split('\n')).toEqual([
      'expected App to have no findings, but there are 2',
      '',
      expect.stringMatching(/^ {2}warning {2}shop\/cache: .*\[store-states-user\]$/),
      expect.stringMatching(/^ {2}error {4}shop\/web: .*TOKEN.*\[plain-text-secret\]$/),
    ]);
  });

  it('leaves out what was waived with a reason', () => {
    const { app, application } = new Shop();
    new WebService(application, 'web', { ...service, because: { 'plain-text-secret': 'a demonstration' } });

    expect(app).toHaveNoFindings();
    expect(failureOf(() => { expect(app).not.toHaveNoFindings(); })).toContain('there are none');
  });

  it('serves a tree under the App of cdk8s, and no plain manifests', () => {
    const shop = new Application(new Cdk8sApp(), 'shop', { target: house.target('here') });
    new WebService(shop, 'web', service);

    expect(shop).not.toHaveNoFindings();
    expect(failureOf(() => { expect([]).toHaveNoFindings(); })).toContain('manifests do not know their house');
  });
});
