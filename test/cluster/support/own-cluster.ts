/**
 * Whether the cluster is the tests' own: its nodes and what its pods seem to use are theirs to change. In one of a
 * contributor's the tests that do so are left out: no node of theirs is drained, and no usage can be set.
 */
export const ownCluster = process.env['CHARTHOUSE_CLUSTER'] !== 'existing';
