/** Programs that the cluster refused once, though we let them through: each is tried with every run. */
import { typedProgram, type TypedProgram } from '../../property/support/typed-programs';

/** A program that taught us something. */
export interface KeptProgram {
  readonly program: TypedProgram;
  /** Whether it is ours to refuse it. */
  readonly refused: boolean;
  /** What was wrong. */
  readonly why: string;
}

/** The programs, each with the least that it takes. */
export const keptPrograms: readonly KeptProgram[] = [
  {
    program: typedProgram('Worker', 'prod', { image: 'a:1', podSecurity: { seLinuxChangePolicy: 'MountOption' } }),
    refused: true,
    why: 'the API server takes MountOption since Kubernetes 1.37',
  },
  {
    program: typedProgram('Task', 'prod', {
      image: 'a:1', env: { LEVEL: { configMapKey: { name: '', key: 'level' } } },
    }),
    refused: true,
    why: 'a key that is written by hand was taken without a name of its object',
  },
];
