/** Vincenty's solution of the inverse problem, which proj4 has inside and does not announce. */
declare module "proj4/lib/common/vincenty.js" {
  /** Angles in radians; `a` in metres. Azimuth in radians from north, distance in metres; not a number if it does not converge. */
  export function vincentyInverse(
    lat1: number,
    lon1: number,
    lat2: number,
    lon2: number,
    a: number,
    f: number,
  ): { azi1: number; s12: number };
}
