import { build } from '../../examples/voting-app';
import { removeFreshPaths } from '../synth/support/folder';
import { comparedWithItsAuthors } from './support/compared';
import { votingApp } from './support/differences/voting-app';

afterAll(removeFreshPaths);

comparedWithItsAuthors({
  title: 'the voting app', example: 'voting-app', build, files: ['voting-app.yaml'], differences: votingApp,
});
