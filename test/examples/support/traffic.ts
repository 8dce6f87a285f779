/** The traffic that the network policies of an example allow, as lines; questions to DNS, which all have, left out. */
import type { App } from 'charthouse';
import { allowedTraffic, trafficText } from 'charthouse/testing';

const dns = 'kube-system/(k8s-app=kube-dns)';

/** The lines. */
export function trafficOf(app: App): readonly string[] {
  return allowedTraffic(app).filter(({ to }) => to !== dns).map(trafficText);
}
