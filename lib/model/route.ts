/** What a route does with requests: the words that applications and a platform's edge share. */

/** What a request is led to instead of what it asked for. */
export interface RouteRewrite {
  /** The host name. @default - the one that was asked for */
  readonly hostname?: string | undefined;
  /** The whole path, such as `/index.html`. @default - the one that was asked for */
  readonly path?: string | undefined;
  /**
   * What stands in the place of the route's one path, which is a prefix: `/` takes it away.
   * @default - the path that was asked for
   */
  readonly prefix?: string | undefined;
}

/** Where whoever asks is sent. */
export interface RouteRedirect extends RouteRewrite {
  /** @default - the one that was asked by */
  readonly scheme?: 'http' | 'https' | undefined;
  /** @default - the usual one of the scheme, or that of the listener */
  readonly port?: number | undefined;
  /** @default - 302, by the Gateway API */
  readonly statusCode?: 301 | 302 | 303 | 307 | 308 | undefined;
}

/** What becomes of headers. */
export interface HeaderChanges {
  /** Headers that get this value, whatever they had. @default - none */
  readonly set?: Readonly<Record<string, string>> | undefined;
  /** Values that are added to those that headers have. @default - none */
  readonly add?: Readonly<Record<string, string>> | undefined;
  /** Names of headers that are taken away. @default - none */
  readonly remove?: readonly string[] | undefined;
}
