/** A tag may be moved to another image; a digest is one image for ever. Whether that matters, the house says. */
import type { Check } from './check';
import { textOf } from './fields';
import { podTemplatesOf } from './pod-template';

export const imageHasDigest: Check = {
  rule: 'image-has-digest',
  severity: 'off',
  demand: 'Each container names its image by digest; only where a house gives the rule a severity.',
  * run(input) {
    for (const { at, containers } of podTemplatesOf(input)) {
      for (const { field, fields } of containers) {
        const image = textOf(fields.image);
        if (image === undefined || digest.test(image)) continue;
        yield {
          at,
          field: `${field}.image`,
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
