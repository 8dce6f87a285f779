/** The name of the Secret that a workload has of its own. */

/** Name of the Secret with the values that only a stack knows: who emits it and who refers to it must agree. */
export function secretName(workload: string): string {
  return `${workload}-secrets`;
}
