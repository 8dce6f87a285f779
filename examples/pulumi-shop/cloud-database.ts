/** A managed database, as the component of a cloud's provider. There is no cloud here: only what it would tell. */
import { ComponentResource, interpolate, output, secret } from '@pulumi/pulumi';
import type { ComponentResourceOptions, Input, Output } from '@pulumi/pulumi';

export interface CloudDatabaseProps {
  /** Whoever knows it may read and write everything. */
  readonly password: Input<string>;
  /** Where the cloud runs it. @default 'eu-1' */
  readonly region?: Input<string> | undefined;
}

/** Its host name and its password are known when it is made, and not before. */
export class CloudDatabase extends ComponentResource {
  public readonly endpoint: Output<string>;
  public readonly password: Output<string>;

  public constructor(name: string, props: CloudDatabaseProps, options: ComponentResourceOptions = {}) {
    super('shop:cloud:Database', name, {}, options);
    this.endpoint = interpolate`${name}.${output(props.region ?? 'eu-1')}.databases.cloud.example`;
    this.password = secret(props.password);
    this.registerOutputs({ endpoint: this.endpoint, password: this.password });
  }
}
