/** All the traffic that a tree allows, so that a test can say: exactly this, and no more. */
import type { AllowedTraffic } from './network/traffic-among';
import { trafficAmong } from './network/traffic-among';
import { oneCluster, subjectOf } from './subject';

/**
 * The traffic that NetworkPolicies allow, both sides taken together: between the workloads of the tree (`inside`), and
 * between them and whatever else the policies name. What no policy holds is open, and shows as such. Of a tree with
 * several targets, give the Application of one of them.
 */
export function allowedTraffic(tested: unknown): readonly AllowedTraffic[] {
  return trafficAmong(oneCluster(subjectOf(tested, 'allowedTraffic'), [], 'allowedTraffic').objects);
}
