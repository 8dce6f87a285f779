/** What a matcher is asked about: a tree, a part of one, or manifests. All become objects with their paths. */
import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { CheckedObject, PlainManifest } from '../checks/check';
import { listedObjects } from '../checks/listed-objects';
import { objectText } from '../checks/object-identity';
import { targetNameOf } from '../house/target-of';
import { CharthouseError } from '../model/error';
import { isPlainObject } from '../model/value';

/** An App, an Application or any other construct; or manifests, such as those of `manifestsOf`. */
export type Tested = IConstruct | readonly object[] | object;

/** Objects of one subject. */
export interface Subject {
  /** As a failure names it: `App`, `shop/api`, `4 manifests`. */
  readonly name: string;
  readonly objects: readonly CheckedObject[];
  /** The tree that the objects stand in; undefined for plain manifests. */
  readonly construct: IConstruct | undefined;
}

/** The objects of what `expect` was given; `asked` is who asks, such as `toHaveObject`. */
export function subjectOf(tested: unknown, asked: string): Subject {
  if (Construct.isConstruct(tested)) {
    const construct: IConstruct = tested;
    return { name: construct.node.path === '' ? 'App' : construct.node.path, objects: objectsIn(construct), construct };
  }
  if (isManifest(tested)) return ofManifests([tested]);
  if (Array.isArray(tested) && tested.every(isManifest)) return ofManifests(tested);
  throw new CharthouseError({
    path: asked,
    problem: 'must be asked about a tree or about manifests',
    value: tested,
    allowed: 'an App, an Application, another construct, a manifest, or a list of manifests',
    fix: 'write expect(app), or expect(manifestsOf(house, (shop) => { … }))',
  });
}

/** Whether the value looks like an object of Kubernetes. */
export function isManifest(value: unknown): value is PlainManifest {
  return isPlainObject(value) && typeof value['apiVersion'] === 'string' && typeof value['kind'] === 'string';
}

/** The objects of the one cluster that is meant: that of `near`, where the tree has several targets. */
export function oneCluster(subject: Subject, near: readonly (IConstruct | undefined)[], asked: string): Subject {
  const { construct } = subject;
  if (construct === undefined) return subject;
  const targetOf = new Map(apiObjectsIn(construct).map((object) => [object.node.path, targetNameOf(object)]));
  const targets = [...new Set(targetOf.values())].filter((target) => target !== undefined);
  if (targets.length < 2) return subject;
  const [meant, ...others] = new Set(near.flatMap((each) => (each === undefined ? [] : targetNameOf(each))));
  if (meant !== undefined && others.length === 0)
    return { ...subject, objects: subject.objects.filter(({ path }) => targetOf.get(path) === meant) };
  throw new CharthouseError({
    path: asked,
    problem: `must be asked about one target: ${subject.name} has ${targets.length}, whose names repeat`,
    value: targets,
    allowed: 'a tree for one target',
    fix: `give the Application of one of them: ${targets.join(', ')}`,
  });
}

function ofManifests(manifests: readonly PlainManifest[]): Subject {
  const objects = listedObjects(manifests.map((manifest) => {
    const path = objectText(manifest);
    return { path, owner: path, manifest };
  }));
  const [only, ...others] = objects;
  const name = only !== undefined && others.length === 0 ? only.path : `${objects.length} manifests`;
  return { name, objects, construct: undefined };
}

function objectsIn(construct: IConstruct): readonly CheckedObject[] {
  return listedObjects(apiObjectsIn(construct).map((object) =>
    ({ path: object.node.path, owner: object.node.path, manifest: object.toJson() as PlainManifest })));
}

function apiObjectsIn(construct: IConstruct): readonly ApiObject[] {
  return construct.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
}
