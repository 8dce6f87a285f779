/**
 * What is configured for each target, in `config/<target>.yaml`: those who sell the product change it, and the schema
 * tells them what is wrong, and on which line. It is written by hand; one of Zod, Valibot or ArkType does as well.
 */
import path from 'node:path';
import { configurationFor } from 'charthouse';
import type { SchemaIssue, StandardSchema, Target } from 'charthouse';

/** What a customer gets. */
export interface Customer {
  readonly name: string;
  /** Pods that serve at most. */
  readonly most: number;
}

/** What a target is configured with. */
export interface Settings {
  /** Disk of each customer's database. */
  readonly databaseSize: string;
  /** Pods for each queue. */
  readonly workers: number;
  readonly customers: readonly Customer[];
}

/** The settings of the target, beside this file wherever the program runs. */
export function settingsOf(target: Target, folder = path.join(__dirname, 'config')): Settings {
  return configurationFor(target, schema, { folder });
}

const schema: StandardSchema<Settings> = {
  '~standard': {
    version: 1,
    vendor: 'desk',
    validate(value) {
      const reader = new Reader();
      const settings = settingsIn(value, reader);
      return reader.issues.length === 0 ? { value: settings } : { issues: reader.issues };
    },
  },
};

function settingsIn(value: unknown, reader: Reader): Settings {
  const { databaseSize, workers, customers } = reader.map(value, [], ['databaseSize', 'workers', 'customers']);
  return {
    databaseSize: reader.text(databaseSize, ['databaseSize'], /^[1-9]\d*Gi$/, 'a size in Gi'),
    workers: reader.count(workers, ['workers'], 1),
    customers: Object.entries(reader.map(customers, ['customers'])).map(([name, customer]) => {
      const at = ['customers', name];
      const { most } = reader.map(customer, at, ['most']);
      return {
        name: reader.text(name, at, /^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$/, 'a name such as acme-labs'),
        most: reader.count(most, [...at, 'most'], 2),
      };
    }),
  };
}

/** Takes values of a file as what they must be, and keeps what is wrong with them. */
class Reader {
  public readonly issues: SchemaIssue[] = [];

  /** A map; with these keys and no others, where they are given. */
  public map(value: unknown, at: readonly string[], keys?: readonly string[]): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.refuse(at, 'must be a map');
      return {};
    }
    for (const key of Object.keys(value)) {
      if (keys?.includes(key) === false) this.refuse([...at, key], `is none of ${keys.join(', ')}`);
    }
    return value as Readonly<Record<string, unknown>>;
  }

  public text(value: unknown, at: readonly string[], form: RegExp, what: string): string {
    if (typeof value === 'string' && form.test(value)) return value;
    this.refuse(at, `must be ${what}`);
    return '';
  }

  public count(value: unknown, at: readonly string[], least: number): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
    this.refuse(at, `must be a whole number of at least ${least}`);
    return least;
  }

  private refuse(at: readonly string[], message: string): void {
    this.issues.push({ path: at, message });
  }
}
