import { build } from '../../examples/voting-app';
import { removeFreshPaths } from '../synth/support/folder';
import { expectGolden, expectValid, synthesize } from './support/example';
import { trafficOf } from './support/traffic';

const example = synthesize(build);

afterAll(removeFreshPaths);

test('the voting app says openly what it leaves, and nothing else is found', () => {
  expect(example.app.findings().filter(({ waived }) => waived === undefined)).toEqual([]);
});

test('every object of the voting app is one that an API server takes', () => { expectValid(example); });

test('the files of the voting app are the golden ones', () => { expectGolden(example, 'voting-app'); });

test('the traffic of the voting app is exactly what is meant', () => {
  expect(trafficOf(example.app)).toEqual([
    'anywhere -> voting-app/result: 80/TCP',
    'anywhere -> voting-app/vote: 80/TCP',
    'voting-app/result -> voting-app/db: 5432/TCP',
    'voting-app/vote -> voting-app/redis: 6379/TCP',
    'voting-app/worker -> voting-app/db: 5432/TCP',
    'voting-app/worker -> voting-app/redis: 6379/TCP',
  ]);
});
