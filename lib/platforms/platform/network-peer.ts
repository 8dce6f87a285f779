/** A peer of a NetworkPolicy, as the platform knows it: pods by labels, or a range of addresses. */

/** A peer of a NetworkPolicy, as the platform knows it: pods by labels, or a range of addresses. */
export interface NetworkPeer {
  /**
   * Labels of the namespace; `kubernetes.io/metadata.name` is set by every API server.
   * @default - the namespace of the policy, or any address where `cidr` is given
   */
  readonly namespaceLabels?: Readonly<Record<string, string>> | undefined;
  /**
   * Labels of the pods.
   * @default - every pod of the namespaces
   */
  readonly podLabels?: Readonly<Record<string, string>> | undefined;
  /**
   * A range of addresses in CIDR notation, for what no selector matches (load balancers, NodeLocal DNSCache, nodes).
   * @default - pods, by their labels
   */
  readonly cidr?: string | undefined;
  /**
   * Ranges inside `cidr` that are left out.
   * @default - none
   */
  readonly except?: readonly string[] | undefined;
}
