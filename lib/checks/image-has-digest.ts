/** A tag may be moved to another image; a digest is one image for ever. Whether that matters, the house says. */
import type { Check } from './check';
import { fieldAt, itemField, itemsOf, textOf } from './fields';
import { podTemplatesOf, type PodTemplate } from './pod-template';

export const imageHasDigest: Check = {
  rule: 'image-has-digest',
  severity: 'off',
  demand: 'Each container, and each volume of an image, names it by digest; only where a house gives the rule a '
    + 'severity.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      for (const [field, stated] of imagesOf(pod)) {
        const image = textOf(stated);
        if (image === undefined || digest.test(image)) continue;
        yield {
          at: pod.at,
          field,
          value: image,
          message: `the image ${image} has no digest: another one may stand behind its tag tomorrow`,
          fix: 'add @sha256:… of what was built (charthouse: `imagesFrom` reads it from a lock file)',
        };
      }
    }
  },
};

/** The algorithms that the specification of images registers. */
const digest = /@(sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;

/** What containers run, and what volumes show. */
function imagesOf({ containers, spec, field }: PodTemplate): readonly (readonly [field: string, image: unknown])[] {
  return [
    ...containers.map((container) => [`${container.field}.image`, container.fields.image] as const),
    ...itemsOf(spec.volumes).map(([volume, index]) => [
      `${itemField(`${field}.volumes`, volume.name, index)}.image.reference`, fieldAt(volume, 'image.reference'),
    ] as const),
  ];
}
