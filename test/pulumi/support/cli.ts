/** The Pulumi command line, which has the engine: which module it comes from. */
import { join } from 'node:path';

import { builtPrograms } from '../../support/go/build';
import type { GoModule } from '../../support/go/go-module';

/** The command; it tells its version only where that was stamped. */
const pulumi: GoModule<'pulumi'> = {
  folder: join(__dirname, '../modules/pulumi'),
  requires: 'github.com/pulumi/pulumi/pkg/v3',
  programs: { pulumi: 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi' },
  minutes: 6,
  stamps: (version) => ({ 'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version': version }),
};

/** The path of the command, which is built first where it is not there yet. */
export function pulumiCommand(): string {
  return builtPrograms(pulumi).pulumi;
}
