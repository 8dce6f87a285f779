/** Without the provider's plugin nothing is made, and whoever reads the errors knows what to install. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Application, Worker, defineHouse, generic } from 'charthouse';
import { clusterProvider, deploy } from 'charthouse/pulumi';

import { pluginVersion } from './support/plugin';
import { TestStack } from './support/stack';

const acme = defineHouse({
  name: 'acme',
  version: '1.0.0',
  platforms: { plain: generic() },
  targets: { test: { platform: 'plain', environment: 'test' } },
});

const former = { ...process.env };

afterEach(() => {
  for (const name of ['PULUMI_HOME', 'PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION']) {
    if (former[name] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = former[name];
  }
});

test('a missing plugin is named, with its version and the command that installs it', async () => {
  const stack = await TestStack.open();
  // What a program of `pulumi up` writes is shown among the engine's words.
  const written = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  try {
    // What a program of `pulumi up` is told, which is a process of its own.
    Object.assign(process.env, {
      PULUMI_HOME: join(stack.folder, 'home'), PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    });
    rmSync(join(stack.folder, 'home', 'plugins'), { recursive: true });
    const refused = await stack.refused('preview', async () => {
      deploy('shop', { provider: clusterProvider('here', { kubeconfig: 'none' }) }, (app) => {
        const shop = new Application(app, 'shop', { target: acme.target('test') });
        new Worker(shop, 'mailer', { image: 'mailer:1.0.0' });
      });
      return Promise.resolve({});
    });
    const program = `pulumi-resource-kubernetes ${pluginVersion}`;
    expect(written.mock.calls).toStrictEqual([[
      'shop: provider needs a plugin that is not installed, and Pulumi may not get it by itself '
      + `(PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION), got '${program}'; `
      + `pulumi plugin install resource kubernetes v${pluginVersion}`,
      'CharthouseWarning',
    ]]);
    expect(refused.output).toContain("error: no resource plugin 'pulumi-resource-kubernetes' found");
    expect(refused.output).not.toContain('kubernetes:apps/v1:Deployment');
  } finally {
    written.mockRestore();
    stack.close();
  }
});
