/** The containers of a pod, as its template has them. */
import { itemField, itemsOf, textOf, type Fields } from './fields';

/** A container of a pod. */
export interface PodContainer {
  /** Its name; empty where it has none. */
  readonly name: string;
  /** Where it is, such as `spec.template.spec.containers[api]`. */
  readonly field: string;
  readonly fields: Fields;
  /** A sidecar is an init container that restarts always: it runs as long as the main containers. */
  readonly role: 'main' | 'init' | 'sidecar';
  readonly ports: readonly ContainerPort[];
}

/** A port that a container declares. */
export interface ContainerPort {
  readonly name: string | undefined;
  readonly number: unknown;
  readonly protocol: string;
}

/** The containers in a pod's spec, which stands at this place: init containers first. */
export function containersOf(spec: Fields, place: string): readonly PodContainer[] {
  return [...inList(spec, place, 'initContainers'), ...inList(spec, place, 'containers')];
}

type ContainerList = 'initContainers' | 'containers';

function inList(spec: Fields, place: string, list: ContainerList): readonly PodContainer[] {
  return itemsOf(spec[list]).map(([fields, index]) => new FoundContainer(fields, place, list, index));
}

/** What follows from the manifest is not kept beside it: a tree may have many thousand of them. */
class FoundContainer implements PodContainer {
  public constructor(
    public readonly fields: Fields, private readonly place: string,
    private readonly list: ContainerList, private readonly index: number,
  ) {}

  public get name(): string {
    return textOf(this.fields.name) ?? '';
  }

  public get field(): string {
    return itemField(`${this.place}.${this.list}`, this.fields.name, this.index);
  }

  public get role(): PodContainer['role'] {
    return this.list === 'containers' ? 'main' : this.fields.restartPolicy === 'Always' ? 'sidecar' : 'init';
  }

  public get ports(): readonly ContainerPort[] {
    return itemsOf(this.fields.ports).map(([port]) => ({
      name: textOf(port.name),
      number: port.containerPort,
      protocol: textOf(port.protocol) ?? 'TCP',
    }));
  }
}
