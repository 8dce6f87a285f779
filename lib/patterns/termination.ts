/** Where a container leaves word of why it ended. */
import { absolutePath, oneOf } from '../model/shape';
import { makePattern, keys } from './pattern';

/** The last words of a container. */
export interface TerminationKeys {
  /** The file whose text becomes the message of a container that ended. @default - `/dev/termination-log` */
  readonly terminationMessagePath?: string | undefined;
  /**
   * `FallbackToLogsOnError` takes the end of the log where a container failed and wrote no message.
   * @default - Kubernetes' own: `File`
   */
  readonly terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError' | undefined;
}

/** Claims the termination message (https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/). */
export const termination = makePattern({
  name: 'termination',
  fits: [],
  container: {
    keys: keys<TerminationKeys>({
      terminationMessagePath: absolutePath,
      terminationMessagePolicy: oneOf('File', 'FallbackToLogsOnError'),
    }),
    apply(container, { terminationMessagePath, terminationMessagePolicy }) {
      container.claim({ terminationMessagePath, terminationMessagePolicy });
    },
  },
});
