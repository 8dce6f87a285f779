import { build } from '../../examples/online-boutique';
import { removeFreshPaths } from '../synth/support/folder';
import { comparedWithItsAuthors } from './support/compared';
import { onlineBoutique } from './support/differences/online-boutique';

afterAll(removeFreshPaths);

comparedWithItsAuthors({
  title: 'Online Boutique',
  example: 'online-boutique',
  build,
  files: ['online-boutique.yaml'],
  differences: onlineBoutique,
});
