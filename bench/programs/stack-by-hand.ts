/** The objects of a file, each given to its typed class of the provider: `FILE`. */
import { readFileSync } from 'node:fs';
import * as k8s from '@pulumi/kubernetes';
import type { CustomResourceOptions } from '@pulumi/pulumi';

import { reportStack } from './report-stack';

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
}

/** The objects are data of a file: no class can tell whether they are its own. */
type Make = (name: string, object: never, options: CustomResourceOptions) => unknown;

const makers: Readonly<Record<string, Make>> = {
  Deployment: (name, object, options) => new k8s.apps.v1.Deployment(name, object, options),
  HorizontalPodAutoscaler: (name, object, options) =>
    new k8s.autoscaling.v2.HorizontalPodAutoscaler(name, object, options),
  Ingress: (name, object, options) => new k8s.networking.v1.Ingress(name, object, options),
  NetworkPolicy: (name, object, options) => new k8s.networking.v1.NetworkPolicy(name, object, options),
  PodDisruptionBudget: (name, object, options) => new k8s.policy.v1.PodDisruptionBudget(name, object, options),
  Service: (name, object, options) => new k8s.core.v1.Service(name, object, options),
  ServiceAccount: (name, object, options) => new k8s.core.v1.ServiceAccount(name, object, options),
};

const objects = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly KubernetesObject[];

void reportStack(() => {
  const provider = new k8s.Provider('here', { kubeconfig: 'none' });
  for (const object of objects) {
    const { kind, metadata: { name, namespace } } = object;
    const make = makers[kind];
    if (make === undefined) throw new Error(`no class is named for ${kind}`);
    make(`${namespace}/${name}`, object as never, { provider });
  }
});
