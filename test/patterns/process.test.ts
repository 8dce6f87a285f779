import { draftPattern } from 'charthouse/testing';
import { process } from '../../lib/patterns/process';
import { expectRefused } from './support/errors';

const fieldOf = {
  main: 'startsFirst', container: 'containers.beside.startsFirst', init: 'initContainers.beside.startsFirst',
};

describe('process', () => {
  test('leaves everything to the image', () => {
    expect(draftPattern(process).container).toEqual({ name: 'api' });
  });

  test('takes command, arguments and directory as they are written, the empty word too', () => {
    const settings = { command: ['/bin/api', '--serve', ''], args: ['--name', '', '$(POD_IP)'], workingDir: '/srv' };
    expect(draftPattern(process, { settings }).container).toEqual({ name: 'api', ...settings });
  });

  test('opens a terminal and standard input where somebody is to attach', () => {
    const settings = { stdin: true, stdinOnce: true, tty: true };
    expect(draftPattern(process, { settings }).container).toEqual({ name: 'api', ...settings });
    expect(draftPattern(process, { settings: { tty: true }, role: 'sidecar' }).container)
      .toMatchObject({ name: 'beside', tty: true });
  });

  test('refuses to close a standard input that is not open', () => {
    expectRefused(() => draftPattern(process, { settings: { stdinOnce: true } }), { field: 'stdinOnce', value: true });
    expectRefused(() => draftPattern(process, { settings: { stdin: false, stdinOnce: true }, role: 'container' }),
      { field: 'containers.beside.stdinOnce', value: true });
    expect(draftPattern(process, { settings: { stdinOnce: false } }).container).toMatchObject({ stdinOnce: false });
  });

  test('starts nothing first but a sidecar', () => {
    const settings = { startsFirst: true };
    expect(draftPattern(process, { settings, role: 'sidecar' }).container)
      .toEqual({ name: 'beside', restartPolicy: 'Always' });
    for (const role of ['main', 'container', 'init'] as const)
      expectRefused(() => draftPattern(process, { settings, role }), { field: fieldOf[role], value: true });
  });

  test('serves an init container by its own props', () => {
    const { container } = draftPattern(process, { settings: { args: ['migrate'] }, role: 'init' });
    expect(container).toEqual({ name: 'beside', args: ['migrate'] });
  });

  test('refuses a command that is a line of a shell', () => {
    expectRefused(() => draftPattern(process, { settings: { command: 'api --serve' } }),
      { field: 'settings.command', value: 'api --serve' });
  });

  test('refuses a program without a name, and an argument that is no text', () => {
    expectRefused(() => draftPattern(process, { settings: { command: [''] } }),
      { field: 'settings.command[0]', value: '' });
    expectRefused(() => draftPattern(process, { settings: { args: ['-n', 3] } }),
      { field: 'settings.args[1]', value: 3 });
  });
});
