import { build } from '../../examples/agents';
import { removeFreshPaths } from '../synth/support/folder';
import { expectGolden, expectValid, synthesize } from './support/example';
import { trafficOf } from './support/traffic';

const example = synthesize(build);

afterAll(removeFreshPaths);

test('the agents says openly what it leaves, and nothing else is found', () => {
  expect(example.app.findings().filter(({ waived }) => waived === undefined)).toEqual([]);
});

test('every object of the agents is one that an API server takes', () => { expectValid(example); });

test('the files of the agents are the golden ones', () => { expectGolden(example, 'agents'); });

test('the traffic of the agents is exactly what is meant', () => {
  expect(trafficOf(example.app)).toEqual([
    '10.0.0.0/8 -> agents/node-dns: 53/TCP, 53/UDP',
    'agents/log-shipper -> 0.0.0.0/0: 443/TCP, 6443/TCP',
    'agents/log-shipper -> ::/0: 443/TCP, 6443/TCP',
    'agents/log-shipper -> agents/node-exporter: 443/TCP, 6443/TCP',
    'agents/node-dns -> agents/node-exporter: every port',
    'agents/node-dns -> anywhere: every port',
    'agents/node-exporter -> agents/node-exporter: every port',
    'agents/node-exporter -> anywhere: every port',
    'anywhere -> agents/node-exporter: every port',
    'monitoring/* -> agents/log-shipper: 2020/TCP',
    'monitoring/* -> agents/node-dns: 9153/TCP',
  ]);
});
