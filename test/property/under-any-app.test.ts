import { App as Cdk8sApp } from 'cdk8s';
import { App } from '../../lib';
import { treePlan } from './support/arbitrary-tree';
import { buildTree } from './support/build-tree';
import { filesOf, manifestsOf, ourTree } from './support/manifests';
import { assertProperty } from './support/run';

test('under the App of cdk8s a tree gives the manifests that it gives under ours', () => {
  assertProperty(treePlan, (plan) => {
    const app = new Cdk8sApp();
    buildTree(app, plan);
    expect(filesOf(app)).toEqual(filesOf(ourTree(plan).app));
  });
});

test('an App that has resolvers, which see every value, gives the same manifests', () => {
  assertProperty(treePlan, (plan) => {
    const app = new App({ resolvers: [{ resolve: () => undefined }] });
    buildTree(app, plan);
    expect(filesOf(app)).toEqual(filesOf(ourTree(plan).app));
  });
});

test('rendering twice gives the same, and so does judging in between', () => {
  assertProperty(treePlan, (plan) => {
    const { app } = ourTree(plan);
    const first = manifestsOf(app);
    const findings = app.findings();
    expect(manifestsOf(app)).toEqual(first);
    expect(app.findings()).toEqual(findings);
  });
});
