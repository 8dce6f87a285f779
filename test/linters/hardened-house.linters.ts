import { leftToApplications } from './left';
import { testExamples } from './support/tested-examples';

describe('in a hardened house of each example', () => { testExamples('hardened', leftToApplications); });
