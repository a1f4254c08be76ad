import type { components, paths } from './schema.d.ts';

/** What the API's own document says stands under this name. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/**
 * What a path, written as pages write it (`/v1/documents/${id}?limit=5`), is answered with by the API's own document;
 * `unknown` where the path does not say which route is meant.
 */
export type Answer<Path extends string, Method extends string = 'GET'> = Known<
  OfRoute<RouteOf<Bare<Path>>, Lowercase<Method>>
>;

/** One of the items that such a path answers. */
export type Item<Path extends string> = Answer<Path> extends { readonly items: readonly (infer One)[] } ? One : never;

type Known<Body> = [Body] extends [never] ? unknown : Body;

type OfRoute<Route extends keyof paths, Method> = Route extends keyof paths
  ? Said<paths[Route][Method & keyof paths[Route]]>
  : never;

type Bare<Path> = Path extends `${infer Before}?${string}` ? Before : Path;

/** The route that is so written; where there is none, such as of `/v1/documents/${id}/${act}`, those that it may be. */
type RouteOf<Path> = Path extends keyof paths ? Path : [Exactly<Path>] extends [never] ? Within<Path> : Exactly<Path>;

type Exactly<Path> = { [Route in keyof paths]: WhenSame<Path, Written<Route>, Route> }[keyof paths];

type Within<Path> = string extends Path
  ? never
  : { [Route in keyof paths]: Filled<Route> extends Path ? Route : never }[keyof paths];

type WhenSame<Path, Other, Route> = Other extends Path ? (Path extends Other ? Route : never) : never;

/** `/v1/documents/{id}` as pages write it; where which kind is meant is known only as the page runs, all answer alike. */
type Written<Route> =
  Filled<Route> | (Route extends `/v1/hazards${infer Rest}` ? `/v1/${string}${Filled<Rest>}` : never);

type Filled<Route> = Route extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : Route;

type Said<Operation> = Operation extends { readonly responses: infer Responses }
  ? Content<Responses[Well<Responses>]>
  : never;

type Well<Responses> = keyof Responses & (200 | 201 | 202 | 204);

type Content<Response> = Response extends { readonly content: { readonly 'application/json': infer Body } }
  ? Body
  : undefined;
