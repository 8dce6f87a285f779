/** How long a stack waits for an object: what its own manifest says of when it is late. */
import type { CustomTimeouts } from '@pulumi/pulumi';
import type { PlainManifest } from '../checks/check';
import { isPlainObject } from '../model/value';

type Fields = Readonly<Record<string, unknown>>;

/** What the provider waits by itself, in seconds. */
const usual = 600;
/** Pulling an image, and finding a node. */
const beginning = 120;

/** The budget of an object whose manifest says more than the provider assumes; undefined for any other. */
export function awaitBudget(manifest: PlainManifest): CustomTimeouts | undefined {
  const seconds = secondsFor(manifest.kind, fieldsOf(manifest['spec']));
  if (seconds === undefined || seconds <= usual) return undefined;
  const time = `${Math.ceil(seconds / 60)}m`;
  return { create: time, update: time };
}

function secondsFor(kind: string, spec: Fields): number | undefined {
  const one = podSeconds(fieldsOf(fieldsOf(spec['template'])['spec']));
  switch (kind) {
    // The controller itself says when a rollout has failed: it is heard before the stack gives up.
    case 'Deployment': return Math.max(numberOf(spec['progressDeadlineSeconds'], usual), one) + beginning;
    // One pod after the other, unless they come together.
    case 'StatefulSet': return (spec['podManagementPolicy'] === 'Parallel' ? 1 : numberOf(spec['replicas'], 1)) * one;
    case 'DaemonSet': return one;
    case 'Job': return jobSeconds(spec);
    default: return undefined;
  }
}

/** A Job ends in its own time; without a deadline an hour is given. */
function jobSeconds(spec: Fields): number {
  return numberOf(spec['activeDeadlineSeconds'], 3600) + beginning;
}

/** How long one pod may take until it is ready, after another has gone. */
function podSeconds(pod: Fields): number {
  const containers = Array.isArray(pod['containers']) ? pod['containers'].map(fieldsOf) : [];
  const slowest = Math.max(0, ...containers.map((container) =>
    probeSeconds(fieldsOf(container['startupProbe'])) + probeSeconds(fieldsOf(container['readinessProbe']))));
  return numberOf(pod['terminationGracePeriodSeconds'], 30) + beginning + slowest;
}

function probeSeconds(probe: Fields): number {
  if (Object.keys(probe).length === 0) return 0;
  const tries = numberOf(probe['failureThreshold'], 3) * numberOf(probe['periodSeconds'], 10);
  return numberOf(probe['initialDelaySeconds'], 0) + tries;
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function fieldsOf(value: unknown): Fields {
  return isPlainObject(value) ? value : {};
}
