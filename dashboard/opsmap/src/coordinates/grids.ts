/** UTM, MGRS, DFCI and Lambert-93: fetched the first time one of them is chosen. The rules are those of `geo/grids.py`. */
import { forward } from "mgrs";
import proj4 from "proj4";
import type { LngLat } from "../types";
import type { Grids } from "./systems";

type Box = [west: number, south: number, east: number, north: number];

const LAMBERT93 =
  "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs";
/** Lambert II étendu, on which the squares of firefighters are drawn. */
const LAMBERT2E =
  "+proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +x_0=600000 +y_0=2200000 +a=6378249.2 +b=6356515 " +
  "+towgs84=-168,-60,320,0,0,0,0 +pm=paris +units=m +no_defs";
const FRANCE: Box = [-9.86, 41.15, 10.38, 51.56];
const METROPOLE: Box = [-5.6, 41.2, 10.0, 51.4];
const HUNDREDS = "ABCDEFGHKLMN";
const SOUTH_EDGE = 1_500_000;

interface Plane {
  forward(place: LngLat): number[];
}

const planes = new Map<string, Plane>();

function onPlane(definition: string, place: LngLat): [x: number, y: number] {
  let plane = planes.get(definition);
  if (!plane) planes.set(definition, (plane = proj4(definition)));
  const [x, y] = plane.forward(place);
  return [x, y];
}

function lies([lng, lat]: LngLat, [west, south, east, north]: Box): boolean {
  return west <= lng && lng <= east && south <= lat && lat <= north;
}

/** Zone, band, square and five digits each way. The far east is the west of the first zone. */
function square([lng, lat]: LngLat): [zone: number, band: string, square: string, digits: string] | null {
  if (lat < -80 || lat > 84) return null;
  const said = forward([lng >= 180 ? -180 : lng, lat], 5);
  return [Number(said.slice(0, -13)), said.at(-13)!, said.slice(-12, -10), said.slice(-10)];
}

function utm(place: LngLat): string | null {
  const found = square(place);
  if (!found) return null;
  const [zone, band] = found;
  const south = band < "N" ? " +south" : "";
  const [x, y] = onPlane(`+proj=utm +zone=${zone}${south} +datum=WGS84 +units=m +no_defs`, place);
  return `${zone}${band} ${Math.round(x)} ${Math.abs(Math.round(y))}`;
}

function mgrs(place: LngLat): string | null {
  const found = square(place);
  if (!found) return null;
  const [zone, band, letters, digits] = found;
  return `${String(zone).padStart(2, "0")}${band} ${letters} ${digits.slice(0, 5)} ${digits.slice(5)}`;
}

function dfci(place: LngLat): string | null {
  const [x, y] = onPlane(LAMBERT2E, place);
  const [column, row] = [Math.floor(x / 100_000), Math.floor((y - SOUTH_EDGE) / 100_000)];
  if (!lies(place, METROPOLE) || column < 0 || row < 0 || column >= HUNDREDS.length || row >= HUNDREDS.length) return null;
  const rest = (value: number, side: number): number => ((value % side) + side) % side;
  const [x100, y100] = [rest(x, 100_000), rest(y - SOUTH_EDGE, 100_000)];
  const twenty = `${2 * Math.floor(x100 / 20_000)}${2 * Math.floor(y100 / 20_000)}`;
  const [x20, y20] = [rest(x100, 20_000), rest(y100, 20_000)];
  const two = `${HUNDREDS[Math.floor(x20 / 2000)]}${Math.floor(y20 / 2000)}`;
  return `${HUNDREDS[column]}${HUNDREDS[row]}${twenty}${two}.${quarter(rest(x20, 2000), rest(y20, 2000))}`;
}

/** The square in the middle is 5; the others go clockwise from the north-west. */
function quarter(x: number, y: number): number {
  if (x >= 500 && x < 1500 && y >= 500 && y < 1500) return 5;
  if (y >= 1000) return x < 1000 ? 1 : 2;
  return x < 1000 ? 4 : 3;
}

function lambert93(place: LngLat): string | null {
  if (!lies(place, FRANCE)) return null;
  const [x, y] = onPlane(LAMBERT93, place);
  return `L93 ${Math.round(x)} ${Math.round(y)}`;
}

export const GRIDS: Grids = { utm, mgrs, dfci, lambert93 };
