/**
 * The layer of reach: a field of seconds over a box, drawn in bands by the graphics card, under labels and symbols.
 *
 * The texture holds the seconds themselves, two bytes a cell; which second ends which band is a number beside it, so
 * another pace or other bands cost nothing. Between cells seconds are interpolated, except beside a cell that is not
 * reached: what is not reached does not shrink. Rings of estimates are hatched, whatever their colour.
 */
import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from "maplibre-gl";
import { mercatorX, mercatorY } from "../screen";
import type { Bounds, Theme } from "../types";
import { inksOf, OPACITY } from "./inks";
import { MOST_BANDS, type Field } from "./minimum";

export const REACH = "opsmap-reach";
/** A grid has its rows in even degrees, the map has not: so many strips follow it closely enough. */
const STRIPS = 32;

export interface Shown {
  box: Bounds;
  columns: number;
  rows: number;
  seconds: Field;
  /** Changes whenever the seconds do. */
  version: number;
  /** The seconds that end each band, the least first. */
  ends: readonly number[];
  /** Whether it is an estimate in a straight line, and hatched. */
  estimate: boolean;
}

const VERTEX = `#version 300 es
in vec4 a_place;
uniform mat4 u_matrix;
out vec2 v_at;
void main() {
  v_at = a_place.zw;
  gl_Position = u_matrix * vec4(a_place.xy, 0.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
precision highp int;
uniform highp sampler2D u_field;
uniform vec2 u_size;
uniform float u_ends[${MOST_BANDS}];
uniform vec3 u_inks[${MOST_BANDS}];
uniform int u_bands;
uniform float u_opacity;
uniform bool u_hatched;
uniform bool u_dark;
uniform vec2 u_anchor;
uniform float u_ratio;
in vec2 v_at;
out vec4 ink;

float cell(ivec2 at) {
  vec2 bytes = texelFetch(u_field, clamp(at, ivec2(0), ivec2(u_size) - 1), 0).rg;
  return floor(bytes.r * 255.0 + 0.5) + floor(bytes.g * 255.0 + 0.5) * 256.0;
}

float seconds() {
  vec2 p = v_at * u_size - 0.5;
  ivec2 c = ivec2(floor(p));
  vec2 f = fract(p);
  float a = cell(c), b = cell(c + ivec2(1, 0)), d = cell(c + ivec2(0, 1)), e = cell(c + ivec2(1, 1));
  if (max(max(a, b), max(d, e)) >= 65535.0) return cell(ivec2(floor(v_at * u_size)));
  return mix(mix(a, b, f.x), mix(d, e, f.x), f.y);
}

void main() {
  float t = seconds();
  float slope = min(fwidth(t), 60.0);
  vec2 side = min(v_at, 1.0 - v_at) / max(fwidth(v_at), 1e-9);
  vec2 px = (gl_FragCoord.xy - u_anchor) / u_ratio;
  ink = vec4(0.0);
  int band = -1;
  for (int i = ${MOST_BANDS - 1}; i >= 0; i--) if (i < u_bands && t <= u_ends[i]) band = i;
  if (band >= 0 && t < 65535.0) {
    float opacity = u_opacity;
    // Lines at the ends of bands, so that two shades beside each other are two.
    if (abs(t - u_ends[band]) < slope * 1.2) opacity = 0.9;
    else if (u_hatched && mod(px.x + px.y, 9.0) < 1.6) opacity = 0.75;
    ink = vec4(u_inks[band] * opacity, opacity);
  }
  // Beyond this frame nothing is computed.
  if (min(side.x, side.y) < 1.5 * u_ratio && mod(px.x + px.y, 10.0) < 6.0) ink = u_dark ? vec4(0.6) : vec4(0.0, 0.0, 0.0, 0.5);
}`;

interface Made {
  program: WebGLProgram;
  vertices: WebGLVertexArrayObject;
  corners: WebGLBuffer;
  texture: WebGLTexture;
  at: (name: string) => WebGLUniformLocation | null;
}

export class ReachLayer implements CustomLayerInterface {
  readonly id = REACH;
  readonly type = "custom";
  readonly renderingMode = "2d";
  theme: Theme = "light";
  shown: Shown | null = null;
  #made: Made | null = null;
  #held = "";
  #placed = "";

  render(gl: WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput): void {
    const { shown } = this;
    if (!shown || shown.ends.length === 0) return;
    // A context that was lost took the program with it.
    if (!this.#made || !gl.isProgram(this.#made.program)) [this.#made, this.#held, this.#placed] = [make(gl), "", ""];
    const { program, vertices, texture, at } = this.#made;
    gl.useProgram(program);
    gl.bindVertexArray(vertices);
    this.#place(gl, shown);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    this.#fill(gl, shown);
    const [x, y] = corner(shown.box);
    const matrix = shifted(defaultProjectionData.mainMatrix, x, y);
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
    const ratio = window.devicePixelRatio || 1;
    gl.uniformMatrix4fv(at("u_matrix"), false, matrix);
    gl.uniform1i(at("u_field"), 0);
    gl.uniform2f(at("u_size"), shown.columns, shown.rows);
    gl.uniform1i(at("u_bands"), shown.ends.length);
    gl.uniform1fv(at("u_ends"), padded(shown.ends, MOST_BANDS));
    gl.uniform3fv(at("u_inks"), padded(inksOf(shown.ends.length, this.theme).flat().map((part) => part / 255), 3 * MOST_BANDS));
    gl.uniform1f(at("u_opacity"), OPACITY);
    gl.uniform1i(at("u_hatched"), shown.estimate ? 1 : 0);
    gl.uniform1i(at("u_dark"), this.theme === "dark" ? 1 : 0);
    // The hatching goes with the ground when it is moved.
    gl.uniform2f(at("u_anchor"), ((matrix[12] / matrix[15] + 1) * width) / 2, ((matrix[13] / matrix[15] + 1) * height) / 2);
    gl.uniform1f(at("u_ratio"), ratio);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 2 * (STRIPS + 1));
    gl.bindVertexArray(null);
  }

  onRemove(_map: MapLibreMap, gl: WebGL2RenderingContext): void {
    if (!this.#made) return;
    gl.deleteProgram(this.#made.program);
    gl.deleteVertexArray(this.#made.vertices);
    gl.deleteBuffer(this.#made.corners);
    gl.deleteTexture(this.#made.texture);
    this.#made = null;
  }

  /** The corners of the strips, from the north-west corner of the box. */
  #place(gl: WebGL2RenderingContext, { box }: Shown): void {
    if (this.#placed === box.join()) return;
    this.#placed = box.join();
    const [west, south, east, north] = box;
    const [x, y] = corner(box);
    const across = mercatorX(east) - mercatorX(west);
    const places = Array.from({ length: STRIPS + 1 }, (_, i) => i / STRIPS).flatMap((down) => {
      const lower = mercatorY(north - down * (north - south)) - y;
      return [mercatorX(west) - x, lower, 0, down, across, lower, 1, down];
    });
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#made!.corners);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(places), gl.STATIC_DRAW);
  }

  #fill(gl: WebGL2RenderingContext, { columns, rows, seconds, version }: Shown): void {
    const held = `${columns} ${rows} ${version}`;
    if (this.#held === held) return;
    this.#held = held;
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RG8, columns, rows, 0, gl.RG, gl.UNSIGNED_BYTE, new Uint8Array(seconds.buffer, seconds.byteOffset, seconds.byteLength));
  }
}

function corner([west, , , north]: Bounds): [x: number, y: number] {
  return [mercatorX(west), mercatorY(north)];
}

/** The matrix for places told from (x, y): in full precision, before it is cut to that of the graphics card. */
export function shifted(matrix: ArrayLike<number>, x: number, y: number): Float32Array {
  const moved = Array.from(matrix);
  for (let row = 0; row < 4; row++) moved[12 + row] += matrix[row] * x + matrix[4 + row] * y;
  return new Float32Array(moved);
}

function padded(values: readonly number[], length: number): Float32Array {
  const all = new Float32Array(length);
  all.set(values);
  return all;
}

function make(gl: WebGL2RenderingContext): Made {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error("no shader");
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.bindAttribLocation(program, 0, "a_place");
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? "the program does not link");
  const [vertices, corners, texture] = [gl.createVertexArray(), gl.createBuffer(), gl.createTexture()];
  gl.bindVertexArray(vertices);
  gl.bindBuffer(gl.ARRAY_BUFFER, corners);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 0);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
  for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
  const places = new Map<string, WebGLUniformLocation | null>();
  const at = (name: string): WebGLUniformLocation | null => {
    if (!places.has(name)) places.set(name, gl.getUniformLocation(program, name));
    return places.get(name)!;
  };
  return { program, vertices, corners, texture, at };
}
