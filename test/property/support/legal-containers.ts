/** Takes from arbitrary props what one container alone cannot know: each of its keys is valid, but not in every pod. */
import type { Props } from './arbitrary-container';
import type { Nature } from './consistent';

const sets = ['containers', 'initContainers', 'sidecars'] as const;

/** The props, with containers that are legal in a pod of this nature. */
export function legalContainers(props: Props, nature: Nature): Props {
  const whole = (each: Props): Props => legal(each, nature, props.rollout === undefined);
  const added = sets.flatMap((set) => props[set] === undefined ? [] : [[set, Object.fromEntries(
    Object.entries(props[set] as Readonly<Record<string, Props>>).map(([name, each]) => [name, whole(each)]),
  )] as const]);
  return { ...whole(props), ...Object.fromEntries(added) };
}

function legal(container: Props, { traits }: Nature, oneByOne: boolean): Props {
  return {
    ...container,
    // Only an open input can be closed.
    ...(container.stdinOnce === true ? { stdin: true } : {}),
    // A pod that is never restarted restarts no container for its resources.
    ...(container.resizePolicy !== undefined && traits.includes('runsOnce')
      ? { resizePolicy: notRequired(container.resizePolicy as Props) }
      : {}),
    // Only an agent has ports of its node, each of them once, and never while two of its pods are there.
    ...(container.hostPorts !== undefined && traits.includes('perNode') && oneByOne
      ? { hostPorts: numbersOf(container) }
      : {}),
  };
}

function notRequired(policies: Props): Props {
  return Object.fromEntries(Object.keys(policies).map((key) => [key, 'NotRequired']));
}

/** The node's port is the container's own, which is legal in the node's network too. */
function numbersOf({ containerPorts = {} }: Props): Props {
  return Object.fromEntries(Object.entries(containerPorts as Readonly<Record<string, number | { port: number }>>)
    .slice(0, 1)
    .map(([name, port]) => [name, typeof port === 'number' ? port : port.port]));
}

/** The reasons that containers of this pod take. */
export function hostPortReasons(props: Props): Props {
  const has = ({ hostPorts = {} }: Props): boolean => Object.keys(hostPorts as object).length > 0;
  return {
    ...(has(props) ? { hostPorts: 'others find it on the node' } : {}),
    ...Object.fromEntries(sets.flatMap((set) => Object.entries((props[set] ?? {}) as Readonly<Record<string, Props>>)
      .filter(([, container]) => has(container))
      .map(([name]) => [`${set}.${name}.hostPorts`, 'others find it on the node']))),
  };
}
