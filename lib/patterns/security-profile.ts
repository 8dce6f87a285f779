/** The shapes of what confines processes, of a pod and of a container alike: profiles and SELinux labels. */
import { object, oneOf, shapeOf, textShape, type Shape } from '../model/shape';

const profileTypes = oneOf('RuntimeDefault', 'Localhost', 'Unconfined');
const relativePath = shapeOf(
  "a path below the kubelet's folder of profiles",
  (value) => typeof value === 'string' && /^[^/]/.test(value) && !value.split('/').includes('..'),
  "leave out the '/' at the beginning and every '..'",
);
const profileName = shapeOf(
  'the name of a profile on the nodes',
  (value) => typeof value === 'string' && value !== '' && value.trim() === value && value.length < 4096,
);
/** A layer above that says another profile says all of it. */
const whole = (fields: Readonly<Record<string, Shape>>): Shape => ({ ...object(fields), whole: true });

/** Which system calls are let through. */
export const seccompProfileShape: Shape = whole({ type: profileTypes, localhostProfile: relativePath });

/** Which files and capabilities are let through. */
export const appArmorProfileShape: Shape = whole({ type: profileTypes, localhostProfile: profileName });

/** SELinux labels. */
export const seLinuxOptionsShape: Shape = whole({
  level: textShape, role: textShape, type: textShape, user: textShape,
});
