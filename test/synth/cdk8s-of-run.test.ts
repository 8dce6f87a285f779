/** What a run of the tests proves about cdk8s holds only where it is on the cdk8s that it is meant to be on. */
import { ApiObject, App as Cdk8sApp, Chart, Yaml } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus34 from 'cdk8s-plus-34';
import { Construct } from 'constructs';
import { installedVersion, provenVersions } from '../../lib/synth/proven-cdk8s';
import { App } from '../../lib/synth/app';
import { cdk8sOfRun, onLowestCdk8s } from './support/cdk8s-of-run';

test('this run is on the cdk8s that it is meant to be on, the first or the last that is proven', () => {
  expect(installedVersion()).toBe(cdk8sOfRun);
  expect(cdk8sOfRun.replace(/\.\d+$/, '')).toBe(onLowestCdk8s ? provenVersions.from : provenVersions.to);
});

test('ours and cdk8s-plus are built on it, and all on one constructs', () => {
  const app = new App();
  expect([app instanceof Cdk8sApp, app instanceof Construct]).toStrictEqual([true, true]);
  for (const plus of [plus27, plus34]) {
    const object = ApiObject.of(new plus.ConfigMap(new Chart(app, plus === plus27 ? 'a' : 'b'), 'settings'));
    expect([object instanceof ApiObject, object instanceof Construct]).toStrictEqual([true, true]);
  }
});

test('it writes with the YAML library that it brings along, 2.3.2 or a newer one, which differ in this', () => {
  expect(Yaml.stringify('oFF')).toBe(onLowestCdk8s ? '"oFF"\n' : 'oFF\n');
});
