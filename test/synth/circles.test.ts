import { App as Cdk8sApp, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { App } from '../../lib/synth/app';
import { settings, type Build } from './support/trees';

function refusalOf(build: Build): unknown {
  const app = new App();
  build(app);
  try {
    app.synth();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a circle is refused with its way', () => {
  test('of objects, as it was said', () => {
    const error = refusalOf((app) => {
      const chart = new Chart(app, 'shop');
      const [a, b, c] = ['a', 'b', 'c'].map((name) => settings(chart, name));
      c!.addDependency(a!);
      a!.addDependency(b!);
      b!.addDependency(c!);
    });
    expect(error).toMatchObject({
      name: 'CharthouseError', path: 'shop/a', field: 'addDependency', value: 'shop/b',
      problem: 'leads in a circle: shop/a after shop/b after shop/c after shop/a', allowed: 'an order without circles',
    });
  });

  test('of charts, with who in them said so', () => {
    const error = refusalOf((app) => {
      const [web, data] = ['web', 'data'].map((id) => new Chart(app, id));
      const [a, b, c, d] = [web!, data!, web!, data!].map((chart, index) => settings(chart, `${'abcd'[index]}`));
      a!.addDependency(b!);
      d!.addDependency(c!);
    });
    expect(error).toMatchObject({
      problem: 'leads in a circle: web => data => web (web/a depends on data/b, data/d depends on web/c)',
      fix: expect.stringContaining('move what both wait for to a third') as string,
    });
  });

  test('of a chart inside another, and of constructs with objects in them', () => {
    expect(refusalOf((app) => {
      const outer = new Chart(app, 'outer');
      settings(new Chart(outer, 'inner'), 'a').addDependency(settings(outer, 'b'));
    })).toMatchObject({
      problem: 'leads in a circle: outer => outer/inner => outer (outer/inner is a chart inside outer, '
        + 'outer/inner/a depends on outer/b)',
    });
    expect(refusalOf((app) => {
      const chart = new Chart(app, 'shop');
      const [left, right] = ['left', 'right'].map((id) => new Construct(chart, id));
      const [a, b] = [left!, right!].map((group) => settings(group, group.node.id === 'left' ? 'a' : 'b'));
      a!.addDependency(right!);
      b!.addDependency(left!);
    })).toMatchObject({
      problem: 'leads in a circle: shop/left/a => shop/right/b => shop/left/a '
        + '(shop/left/a depends on shop/right, shop/right/b depends on shop/left)',
    });
  });

  test('of 10,000 steps, of which it shows the first', () => {
    const error = refusalOf((app) => {
      const chart = new Chart(app, 'shop');
      const objects = Array.from({ length: 10_000 }, (_, index) => settings(chart, `o${index}`));
      objects.forEach((object, index) => { object.addDependency(objects.at(index - 1)!); });
    }) as Error;
    expect(error.message).toContain('shop/o0 after shop/o9999 after shop/o9998');
    expect(error.message).toContain(' after … 9980 more … after shop/o0');
    expect(error.message.length).toBeLessThan(1000);
  });

  test('of one, which cdk8s leaves out without a word', () => {
    const build: Build = (app) => {
      const chart = new Chart(app, 'shop');
      const alone = settings(chart, 'alone');
      alone.addDependency(alone);
    };
    const theirs = new Cdk8sApp();
    build(theirs);
    expect(theirs.synthYaml()).toBe('');
    expect(refusalOf(build)).toMatchObject({ problem: 'leads in a circle: shop/alone => shop/alone' });
  });
});

test('what is in no chart cannot wait, or be waited for, and the error says of whom', () => {
  const app = new App();
  const group = new Construct(app, 'group');
  settings(new Chart(app, 'shop'), 'a').addDependency(group);
  expect(() => app.synthYaml()).toThrow('group: addDependency is in no chart, but an order was asked for it');
  expect(() => { app.synth(); }).toThrow('got \'shop/a\'');
});
