/** What holds for objects that another library made, and what docs/checks.md says of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generic } from '../../lib';
import type { CheckedObject } from '../../lib/checks/check';
import { checks } from '../../lib/checks/index';
import { runChecks, type Rules } from '../../lib/checks/run-checks';
import { probePortDeclared } from '../../lib/checks/probe-port-declared';
import { servicePortDeclared } from '../../lib/checks/service-port-declared';
import { serviceTargetExists } from '../../lib/checks/service-target-exists';
import { findingsOf, object, workload } from './tree';

const theirs = (at: CheckedObject): CheckedObject => ({ ...at, foreign: true });
const page = readFileSync(join(__dirname, '../../docs/checks.md'), 'utf8');
const section = /## Objects of others\n([^]*?)\n## /.exec(page)?.[1] ?? '';

/** The rules that a paragraph of the page names. */
function named(beginning: string): readonly string[] {
  const paragraph = section.split(/\n- /).find((text) => text.includes(beginning)) ?? '';
  return [...paragraph.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, rule = '']) => rule).sort();
}

describe('docs/checks.md', () => {
  test('names the rules that are less grave for objects of others', () => {
    expect(named('only dangerous')).toEqual(
      checks.filter(({ foreign }) => foreign === 'warning').map(({ rule }) => rule).sort(),
    );
    expect(named('rests on props')).toEqual(checks.filter(({ foreign }) => foreign === 'off').map(({ rule }) => rule));
  });

  test('names the rules by which one of others may break one of ours', () => {
    expect(named('plain `Chart`, where no house')).toEqual(
      checks.filter(({ between, severity }) => between === true && severity === 'error').map(({ rule }) => rule).sort(),
    );
  });
});

describe('an error', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', stringData: { password: 'x' } };
  const twins = [object('one', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' } }),
    theirs(object('two', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' } }))];
  const severities = (objects: readonly CheckedObject[], rules: Rules = {}): readonly string[] =>
    runChecks({ objects, platform: generic(), declared: [], reasons: [], rulesFor: () => rules })
      .map(({ rule, severity }) => `${severity} ${rule}`);
  const nameless = theirs(object('A_B', { apiVersion: 'v1', kind: 'ConfigMap' }));

  test('that is only dangerous is a warning in objects of others', () => {
    expect(severities([object('login', secret)])).toEqual(['error plain-text-secret']);
    expect(severities([theirs(object('login', secret))])).toEqual(['warning plain-text-secret']);
  });

  test('is as grave as the house says, for everybody', () => {
    const rules: Rules = { severities: { 'plain-text-secret': 'error' }, stops: 'nobody' };
    expect(severities([theirs(object('login', secret))], rules)).toEqual(['error plain-text-secret']);
  });

  test('stays one where the API server refuses it', () => {
    expect(severities([nameless])).toEqual(['error legal-names']);
  });

  test('stops nobody in a plain Chart, unless it concerns a neighbour', () => {
    expect(severities([nameless], { stops: 'neighbours' })).toEqual(['warning legal-names']);
    expect(severities(twins, { stops: 'neighbours' })).toEqual(['error unique-identity']);
    expect(severities(twins, { stops: 'nobody' })).toEqual(['warning unique-identity']);
  });
});

describe('ports that nobody declares', () => {
  const container = { readinessProbe: { tcpSocket: { port: 80 } } };
  const service = object('service', {
    apiVersion: 'v1', kind: 'Service', spec: { selector: { app: 'api' }, ports: [{ port: 80, targetPort: 80 }] },
  });

  test('are found in ours, and in others that declare some', () => {
    const some = { ...container, ports: [{ containerPort: 81 }] };
    for (const api of [workload('api', { container }), theirs(workload('api', { container: some }))]) {
      expect(findingsOf(probePortDeclared, [api])).toHaveLength(1);
      expect(findingsOf(servicePortDeclared, [api, service])).toHaveLength(1);
    }
  });

  test('are no finding in pods of others that declare none', () => {
    const api = theirs(workload('api', { container }));
    expect(findingsOf(probePortDeclared, [api])).toEqual([]);
    expect(findingsOf(servicePortDeclared, [api, service])).toEqual([]);
  });
});

describe('a Service that selects nothing', () => {
  const service = object('service', { apiVersion: 'v1', kind: 'Service', spec: { selector: { app: 'kafka' } } });
  const custom = (namespace: string): CheckedObject =>
    theirs(object('kafka', { apiVersion: 'kafka.strimzi.io/v1', kind: 'Kafka' }, namespace));

  test('may lead to the pods of an operator, where it is of others and there is one in its namespace', () => {
    expect(findingsOf(serviceTargetExists, [theirs(service), custom('shop')])).toEqual([]);
    expect(findingsOf(serviceTargetExists, [theirs(service), custom('elsewhere')])).toHaveLength(1);
    expect(findingsOf(serviceTargetExists, [service, custom('shop')])).toHaveLength(1);
  });
});
