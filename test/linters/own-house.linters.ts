import { leftByDefaults, leftToApplications } from './left';
import { testExamples } from './support/tested-examples';

const left = [...leftToApplications, ...leftByDefaults];

describe('in the own house of each example', () => { testExamples('own', left); });
