import { ApiObject } from 'cdk8s';
import { validateStrict } from '../support/strict-schema';
import { treePlan } from './support/arbitrary-tree';
import { identityOf, manifestsOf, ourTree } from './support/manifests';
import { assertProperty } from './support/run';
import { at, finds, podsOf, selectorsOf } from './support/selects';

test('whatever the props, every object is one that the API server takes', () => {
  assertProperty(treePlan, (plan) => {
    const { app } = ourTree(plan);
    const wrong = manifestsOf(app).flatMap((manifest) =>
      validateStrict(manifest).map((problem) => `${identityOf(manifest)}: ${problem}`));
    expect(wrong).toEqual([]);
  });
});

test('whatever the props, the checks find no error', () => {
  assertProperty(treePlan, (plan) => {
    const { app } = ourTree(plan);
    expect(app.findings().filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

test('no two objects of a target have one identity', () => {
  assertProperty(treePlan, (plan) => {
    const [first] = plan.applications;
    const applications = plan.applications.map((each) => ({ ...each, target: first!.target }));
    const { app } = ourTree({ ...plan, applications });
    const identities = manifestsOf(app).map(identityOf);
    expect(identities).toHaveLength(new Set(identities).size);
  });
});

test('every selector finds the pods of exactly one workload', () => {
  assertProperty(treePlan, (plan) => {
    const manifests = manifestsOf(ourTree(plan).app);
    const pods = podsOf(manifests);
    const selectors = selectorsOf(manifests);
    expect(selectors.map((selector) => pods.filter((each) => finds(selector, each)).length))
      .toEqual(selectors.map(() => 1));
  });
});

test('what the props say of pods stands in the pod template of every controller', () => {
  assertProperty(treePlan, (plan) => {
    const { workloads } = ourTree(plan);
    const planned = plan.applications.flatMap((application) => application.workloads);
    for (const [index, workload] of workloads.entries()) {
      const controller: unknown = ApiObject.of(workload).toJson();
      const template = at(controller, 'spec.template.spec') ?? at(controller, 'spec.jobTemplate.spec.template.spec');
      const [main] = at(template, 'containers') as readonly unknown[];
      const { command, workingDir, schedulerName } = planned[index]!.props;
      expect([at(main, 'command'), at(main, 'workingDir'), at(template, 'schedulerName')])
        .toEqual([command, workingDir, schedulerName]);
    }
  });
});
