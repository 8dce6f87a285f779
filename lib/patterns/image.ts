/** The image of a container: always a stated version, from the house's registry where none is named. */
import { CharthouseError } from '../model/error';
import { isExisting, type Named } from '../model/existing';
import { whenKnown } from '../model/later';
import { checkName } from '../model/names';
import { list, named, oneOf, orFalse, textShape, valueOf, type ShapePlace } from '../model/shape';
import type { Value } from '../model/value';
import { containerField } from './facts';
import { imageShape, qualified, referenceShape, statesVersion } from './image-reference';
import { makePattern, keys } from './pattern';

/** What a container runs. */
export interface ImageKeys {
  /**
   * The image: `name:tag`, `registry/name:tag` or with `@sha256:…`. A tag must be given, and not `latest`: what runs
   * must not depend on when a pod started. One without takes `because: { image: … }`.
   * @default - none: a workload and each further container need one
   */
  readonly image?: Value<string> | undefined;
  /** The registry of images that name none, or `false` for Docker Hub. @default - as written: Docker Hub */
  readonly registry?: string | false | undefined;
  /** When the kubelet pulls. @default - Kubernetes' own: `IfNotPresent` for a tag or digest */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
}

/** Where images come from. */
export interface ImagePullKeys {
  /** Secrets to pull images with: their names, or the objects. @default - none */
  readonly imagePullSecrets?: readonly (string | Named)[] | undefined;
}

/** A name is what most people write: a text that is none is told so. */
const pullSecret = {
  ...named,
  allowed: `the name of a Secret, or ${named.allowed}`,
  check: (value: unknown, place: ShapePlace) => {
    (typeof value === 'string' ? textShape : named).check(value, place);
    const [name, field] = typeof value === 'string'
      ? [value, place.field]
      : [(value as Named).name, `${place.field}.name`];
    checkName(name, 'Secret', place.path, field);
  },
};

/** Claims the image, and who may pull it. */
export const image = makePattern({
  name: 'image',
  fits: [],
  keys: keys<ImagePullKeys>({ imagePullSecrets: list(pullSecret) }),
  container: {
    keys: keys<ImageKeys>({
      image: valueOf(referenceShape),
      registry: orFalse(textShape),
      imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
    }),
    apply(container, settings, facts) {
      if (settings.image === undefined) {
        throw new CharthouseError({
          path: facts.workload.path,
          field: containerField(facts, 'image'),
          problem: 'is missing: every container needs one',
          allowed: imageShape.allowed,
          fix: 'add the image',
        });
      }
      const { path } = facts.workload;
      const image = whenKnown(settings.image, (known) => {
        if (!statesVersion(known) && facts.workload.reason('image') === undefined)
          imageShape.check(known, { path, field: containerField(facts, 'image') });
        return known;
      });
      container.claim({
        image: qualified(image, settings.registry),
        imagePullPolicy: settings.imagePullPolicy,
      });
    },
  },
  apply(draft, settings) {
    for (const given of settings.imagePullSecrets ?? []) {
      draft.add('imagePullSecrets', typeof given === 'string' ? given : given.name, {}, 'props');
      if (isExisting(given)) draft.need('declared', [given]);
    }
  },
});
