/** The deck.gl layer that draws the trails: one draw call for the run of pieces seen at the instant, whosever they are. */
import { Layer, picking, project32, type DefaultProps, type LayerProps } from "@deck.gl/core";
import type { Device, Texture } from "@luma.gl/core";
import { Geometry, Model } from "@luma.gl/engine";
import { PIECE, type Trails } from "./trails";

/*
 * The pieces lie in a texture, which a vertex can read anywhere: a buffer of attributes is always read from its start, and
 * the run that is seen begins somewhere in it. What of a piece is older than the trail, or not yet, the vertex cuts off.
 */

/** Two texels a piece. */
const TEXELS = PIECE / 4;
const WIDTH = 2048;
const IN_A_ROW = WIDTH / TEXELS;
const STATES_WIDTH = 256;

const uniforms = `\
layout(std140) uniform trailUniforms {
  highp int first;
  highp int since;
  highp int now;
  highp int known;
  float width;
  float chosenWidth;
  vec4 ink;
  vec4 chosenInk;
} trail;
`;

const trailModule = {
  name: "trail",
  vs: uniforms,
  fs: uniforms,
  uniformTypes: {
    first: "i32",
    since: "i32",
    now: "i32",
    known: "i32",
    width: "f32",
    chosenWidth: "f32",
    ink: "vec4<f32>",
    chosenInk: "vec4<f32>",
  },
} as const;

const vs = `\
#version 300 es
#define SHADER_NAME trail-vertex
precision highp isampler2D;
precision highp usampler2D;
in vec2 corners;
uniform isampler2D pieces;
uniform usampler2D states;
out vec4 colour;

// Whole 1e-7 degrees, in two floats: 1/128 of a degree is 78 125 of them, and exact.
vec2 parted(int value, float more) {
  int coarse = value / 78125;
  return vec2(float(coarse) / 128.0, (float(value - coarse * 78125) + more) * 1e-7);
}

vec2 pixel(ivec4 place, float share) {
  vec2 lng = parted(place.x, float(place.z) * share);
  vec2 lat = parted(place.y, float(place.w) * share);
  vec4 clip = project_position_to_clipspace(vec3(lng.x, lat.x, 0.0), vec3(lng.y, lat.y, 0.0), vec3(0.0));
  return clip.xy / clip.w * 0.5 * project.viewportSize;
}

void main(void) {
  int number = trail.first + gl_InstanceID;
  ivec2 cell = ivec2(number % ${IN_A_ROW} * ${TEXELS}, number / ${IN_A_ROW});
  ivec4 place = texelFetch(pieces, cell, 0);
  ivec4 told = texelFetch(pieces, cell + ivec2(1, 0), 0);
  uint state = texelFetch(states, ivec2(told.w % ${STATES_WIDTH}, told.w / ${STATES_WIDTH}), 0).r;
  gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  colour = vec4(0.0);
  if (state == 0u || told.y < 0 || told.z > trail.known) return;
  int begins = told.x - told.y;
  float lasts = float(max(told.y, 1));
  float from = clamp(float(trail.since - begins) / lasts, 0.0, 1.0);
  float to = clamp(float(trail.now - begins) / lasts, 0.0, 1.0);
  if (to <= from) return;
  vec2 start = pixel(place, from);
  vec2 end = pixel(place, to);
  vec2 along = end - start;
  vec2 way = dot(along, along) > 0.0 ? normalize(along) : vec2(1.0, 0.0);
  bool chosen = state == 2u;
  float half_ = 0.5 * (chosen ? trail.chosenWidth : trail.width) * project.devicePixelRatio;
  vec2 at = mix(start, end, corners.x) + vec2(-way.y, way.x) * corners.y * half_;
  gl_Position = vec4(at * 2.0 / project.viewportSize, 0.0, 1.0);
  float when = float(begins - trail.since) + mix(from, to, corners.x) * lasts;
  float fresh = clamp(when / float(max(trail.now - trail.since, 1)), 0.0, 1.0);
  vec4 ink = chosen ? trail.chosenInk : trail.ink;
  colour = vec4(ink.rgb, 1.0) * ink.a * mix(0.25, 1.0, fresh);
}
`;

const fs = `\
#version 300 es
#define SHADER_NAME trail-fragment
precision highp float;
in vec4 colour;
out vec4 fragColor;

void main(void) {
  fragColor = colour * layer.opacity;
}
`;

/** What of the trails is seen: from when to when, as known when; null for nothing. Widths in CSS pixels, colours from 0 to 1. */
export interface Seen {
  since: number;
  now: number;
  knownAt: number | null;
}

type Ink = readonly [number, number, number, number];

interface TrailProps {
  /** Asked at each drawing, so that another instant needs no new layer. */
  trails: () => Trails;
  seen: () => Seen | null;
  inks: () => { ink: Ink; chosenInk: Ink };
}

export class TrailLayer extends Layer<TrailProps> {
  static override layerName = "TrailLayer";
  static override defaultProps: DefaultProps<LayerProps & TrailProps> = {
    trails: { type: "function", value: null as never, compare: false },
    seen: { type: "function", value: () => null, compare: false },
    inks: { type: "function", value: null as never, compare: false },
  };

  declare state: { model: Model; pieces: Texture | null; states: Texture | null; held: Trails | null };

  override initializeState(): void {
    const model = new Model(this.context.device, {
      ...this.getShaders({ vs, fs, modules: [project32, picking, trailModule] }),
      id: this.props.id,
      geometry: new Geometry({
        topology: "triangle-strip",
        attributes: { corners: { size: 2, value: new Float32Array([0, -1, 1, -1, 0, 1, 1, 1]) } },
      }),
      isInstanced: true,
    });
    this.setState({ model, pieces: null, states: null, held: null });
  }

  override draw(): void {
    const [trails, seen] = [this.props.trails(), this.props.seen()];
    if (!seen || !trails.any) return;
    const { first, count } = trails.between(seen.since, seen.now);
    if (count === 0) return;
    this.#send(trails);
    const { model, pieces, states } = this.state;
    model.setBindings({ pieces: pieces!, states: states! });
    model.shaderInputs.setProps({
      trail: {
        first,
        since: trails.ticks(seen.since),
        now: trails.ticks(seen.now),
        known: trails.seconds(seen.knownAt),
        width: 2,
        chosenWidth: 4.5,
        ...this.props.inks(),
      },
    });
    model.setInstanceCount(count);
    model.draw(this.context.renderPass);
  }

  override finalizeState(context: Parameters<Layer["finalizeState"]>[0]): void {
    this.state.pieces?.destroy();
    this.state.states?.destroy();
    super.finalizeState(context);
  }

  #send(trails: Trails): void {
    const { device } = this.context;
    const rows = Math.ceil(trails.pieces.length / PIECE / IN_A_ROW);
    const fresh = this.state.held !== trails || this.state.pieces?.height !== rows;
    if (fresh) {
      this.state.pieces?.destroy();
      this.state.pieces = table(device, "rgba32sint", WIDTH, rows);
      this.state.held = trails;
      trails.changedFrom = 0;
    }
    trails.flush((begin, end) => {
      // Whole rows: a few pieces more cost less than one more call to the graphics card.
      const [y, height] = [Math.floor(begin / IN_A_ROW), Math.ceil(end / IN_A_ROW) - Math.floor(begin / IN_A_ROW)];
      const values = trails.pieces.subarray(y * IN_A_ROW * PIECE, (y + height) * IN_A_ROW * PIECE);
      this.state.pieces!.writeData(values, { x: 0, y, width: WIDTH, height });
    });
    const lines = Math.ceil(trails.states.length / STATES_WIDTH);
    if (fresh || trails.statesChanged || this.state.states?.height !== lines) {
      if (this.state.states?.height !== lines) {
        this.state.states?.destroy();
        this.state.states = table(device, "r8uint", STATES_WIDTH, lines);
      }
      this.state.states!.writeData(trails.states, { x: 0, y: 0, width: STATES_WIDTH, height: lines });
      trails.statesChanged = false;
    }
  }
}

/** A texture that is looked up, never smoothed. */
function table(device: Device, format: "rgba32sint" | "r8uint", width: number, height: number): Texture {
  const nearest = { minFilter: "nearest", magFilter: "nearest", addressModeU: "clamp-to-edge", addressModeV: "clamp-to-edge" } as const;
  return device.createTexture({ width, height, format, sampler: nearest });
}
