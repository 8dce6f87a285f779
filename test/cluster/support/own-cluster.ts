/** Whether the cluster is the tests' own: its nodes and what its pods seem to use are theirs to change. */
export const ownCluster = process.env['CHARTHOUSE_CLUSTER'] !== 'existing';
