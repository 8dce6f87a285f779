/** Writes the manifests to `dist`. A pipeline says in `IMAGES` what it has just built: `desk=3.8.0@sha256:…`. */
import { App } from 'charthouse';
import { build } from './index';

const app = new App();
build(app, process.env['IMAGES']);
app.synth();
