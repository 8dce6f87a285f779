import { draftPattern } from 'charthouse/testing';
import { process } from '../../lib/patterns/process';
import { expectRefused } from './support/errors';

describe('process', () => {
  test('leaves everything to the image', () => {
    expect(draftPattern(process).container).toEqual({ name: 'api' });
  });

  test('takes command, arguments and directory as they are written, the empty argument too', () => {
    const settings = { command: ['/bin/api', '--serve'], args: ['--name', '', '$(POD_IP)'], workingDir: '/srv' };
    expect(draftPattern(process, { settings }).container).toEqual({ name: 'api', ...settings });
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
