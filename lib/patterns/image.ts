/** The image of a container: always a stated version, from the house's registry where none is named. */
import { CharthouseError } from '../model/error';
import { anyOf, list, oneOf, orFalse, shapeOf, textShape, valueOf } from '../model/shape';
import { isReference } from '../model/reference';
import { isDeferred, type Value } from '../model/value';
import { containerField } from './facts';
import { definePattern, keys } from './pattern';

/** What a container runs. */
export interface ImageKeys {
  /**
   * The image: `name:tag`, `registry/name:tag` or with `@sha256:…`. A tag must be given, and not `latest`: what runs
   * must not
   * depend on when a pod started.
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
  /** Names of Secrets to pull images with. @default - none */
  readonly imagePullSecrets?: readonly string[] | undefined;
}

const tagged =
  /^[a-z0-9][a-zA-Z0-9._:/-]*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}(@sha256:[a-f0-9]{64})?|@sha256:[a-f0-9]{64})$/;

/** Whether the reference states a version: a tag after the last slash, or a digest. */
function statesVersion(image: unknown): boolean {
  if (typeof image !== 'string' || !tagged.test(image)) return false;
  const [name = '', digest] = image.split('@');
  const last = name.slice(name.lastIndexOf('/') + 1);
  return digest !== undefined || (last.includes(':') && !last.endsWith(':latest'));
}

const imageShape = shapeOf(
  "an image with a tag other than latest, or a digest, such as 'api:1.4.2'",
  statesVersion,
  'add the version: name:1.4.2, or name@sha256:…',
);

/** Claims the image, and who may pull it. */
export const image = definePattern({
  name: 'image',
  fits: [],
  keys: keys<ImagePullKeys>({ imagePullSecrets: list(anyOf(textShape)) }),
  container: {
    keys: keys<ImageKeys>({
      image: valueOf(imageShape),
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
      container.claim({
        image: qualified(settings.image, settings.registry),
        imagePullPolicy: settings.imagePullPolicy,
      });
    },
  },
  apply(draft, settings) {
    for (const name of settings.imagePullSecrets ?? []) draft.add('imagePullSecrets', name, {}, 'props');
  },
});

function qualified(value: Value<string>, registry: string | false | undefined): Value<string> {
  if (registry === undefined || registry === false || isDeferred(value) || isReference(value)) return value;
  const first = value.split('/')[0] ?? '';
  const namesRegistry = value.includes('/') && (first.includes('.') || first.includes(':') || first === 'localhost');
  return namesRegistry ? value : `${registry}/${value}`;
}
