/** Where the voting app, as we write it, is not what its authors wrote. */
import type { Difference, Differences } from '../differences';

const names: readonly Difference[] = ['db', 'redis'].map((name) => ({
  kind: 'Deployment', names: [name], prop: 'kind and name', theirs: `Deployment ${name}`, ours: `StatefulSet ${name}`,
  reason: 'a StatefulStore',
}));

export const votingApp: Differences = { props: [], names };
