import { draftPattern } from 'charthouse/testing';
import { topology } from '../../lib/patterns/topology';
import { expectRefused } from './support/errors';
import { plainPlatform, store } from './support/facts';

const controllerOf = (settings: object): unknown =>
  draftPattern(topology, { settings: { ...settings }, facts: store }).controller;

describe('topology', () => {
  test('is one pod', () => {
    expect(controllerOf({})).toEqual({ replicas: 1, podManagementPolicy: 'OrderedReady' });
  });

  test('starts a primary and its replicas one after the other', () => {
    expect(controllerOf({ replicas: 2, topology: 'primaryAndReplicas' }))
      .toEqual({ replicas: 2, podManagementPolicy: 'OrderedReady' });
  });

  test('starts peers all at once, for they wait for each other', () => {
    expect(controllerOf({ replicas: 3, topology: 'peers' })).toEqual({ replicas: 3, podManagementPolicy: 'Parallel' });
  });

  test('starts pods in another order, or with another number, where that is stated', () => {
    expect(controllerOf({ podManagementPolicy: 'Parallel' })).toHaveProperty('podManagementPolicy', 'Parallel');
    expect(controllerOf({ topology: 'peers', podManagementPolicy: 'OrderedReady' }))
      .toHaveProperty('podManagementPolicy', 'OrderedReady');
    expect(controllerOf({ ordinals: { start: 5 } })).toHaveProperty('ordinals', { start: 5 });
  });

  test('refuses a first number that the Kubernetes of the platform does not know', () => {
    const facts = { ...store, platform: { ...plainPlatform, kubernetes: '1.26' } };
    expectRefused(() => draftPattern(topology, { settings: { ordinals: { start: 5 } }, facts }), { field: 'ordinals' });
  });

  test('refuses a first number below 0', () => {
    expectRefused(() => controllerOf({ ordinals: { start: -1 } }), { field: 'settings.ordinals.start', value: -1 });
  });

  test('refuses several pods that are not said to know of each other', () => {
    expectRefused(() => controllerOf({ replicas: 2 }), {
      field: 'replicas', value: 2,
    });
  });

  test('refuses a topology that nobody knows, and names the nearest', () => {
    expect(() => controllerOf({ topology: 'peer' })).toThrow("did you mean 'peers'?");
  });
});
