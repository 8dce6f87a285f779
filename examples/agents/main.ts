/** Writes the manifests to `dist`. */
import { App } from 'charthouse';
import { build } from './index';

const app = new App();
build(app);
app.synth();
