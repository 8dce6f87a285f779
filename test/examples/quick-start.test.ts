import { build } from '../../examples/quick-start';
import { removeFreshPaths } from '../synth/support/folder';
import { expectFindings, expectGolden, expectValid, sourceOf, synthesize, transformsIn } from './support/example';

const example = synthesize(build);

afterAll(removeFreshPaths);

test('the quick start has no findings', () => { expectFindings(example, []); });

test('every object of the quick start is one that an API server takes', () => { expectValid(example); });

test('the files of the quick start are the golden ones', () => { expectGolden(example, 'quick-start'); });

test('the quick start connects its worker to its service by a variable', () => {
  expect(example.app.graph().edges).toStrictEqual([
    { from: 'hello/visitor', to: 'hello/web', ports: [8080], via: ['env WEB_URL'] },
  ]);
});

test('the quick start takes ten lines, and no transform', () => {
  const body = /build\(scope: Construct\): void \{\n(.*)\n\}\n/s.exec(sourceOf('quick-start'))?.[1]?.split('\n') ?? [];
  expect(body.length).toBeGreaterThan(0);
  expect(body.length).toBeLessThanOrEqual(10);
  expect(transformsIn('quick-start')).toBe(0);
});
