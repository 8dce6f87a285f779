/** What is known of a workload before any pattern speaks. */

/** Who the workload is. */
export interface DraftIdentity {
  readonly path: string;
  readonly name: string;
  readonly containerName: string;
  /** The labels that everything selects by. Patterns read it and never build one. */
  readonly selector: Readonly<Record<string, string>>;
  /**
   * Whether the pod template can never change, as that of a Job: what informs about the workload may change any time,
   * and is left to the controller's own labels.
   * @default false
   */
  readonly lasting?: boolean | undefined;
}
