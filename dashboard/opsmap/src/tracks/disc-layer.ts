/** The deck.gl layer that draws how accurate a place is: a disc of so many metres around it. */
import { Layer, picking, project32, type DefaultProps, type LayerProps } from "@deck.gl/core";
import { Geometry, Model } from "@luma.gl/engine";

const uniforms = `\
layout(std140) uniform discUniforms {
  vec4 place;
  float radius;
  vec4 ink;
} disc;
`;

const discModule = {
  name: "disc",
  vs: uniforms,
  fs: uniforms,
  uniformTypes: { place: "vec4<f32>", radius: "f32", ink: "vec4<f32>" },
} as const;

const vs = `\
#version 300 es
#define SHADER_NAME disc-vertex
in vec2 corners;
out vec2 offset;

void main(void) {
  vec4 clip = project_position_to_clipspace(vec3(disc.place.xy, 0.0), vec3(disc.place.zw, 0.0), vec3(0.0));
  // A pixel more, for its rim.
  float reach = (disc.radius + 1.0) * project.devicePixelRatio;
  offset = corners * (disc.radius + 1.0);
  gl_Position = vec4(clip.xy / clip.w + corners * reach * 2.0 / project.viewportSize, 0.0, 1.0);
}
`;

const fs = `\
#version 300 es
#define SHADER_NAME disc-fragment
precision highp float;
in vec2 offset;
out vec4 fragColor;

void main(void) {
  float far = length(offset) - disc.radius;
  float rim = clamp(1.5 - abs(far + 0.5), 0.0, 1.0);
  float inside = clamp(0.5 - far, 0.0, 1.0);
  fragColor = vec4(disc.ink.rgb, 1.0) * disc.ink.a * max(rim, inside * 0.18) * layer.opacity;
}
`;

/** Metres in the world's width, and its CSS pixels at zoom 0. */
const EQUATOR_M = 40_075_016.686;
const WORLD = 512;

export interface Disc {
  lng: number;
  lat: number;
  metres: number;
}

interface DiscProps {
  /** Asked at each drawing; null for none. */
  disc: () => Disc | null;
  ink: () => readonly [number, number, number, number];
}

export class DiscLayer extends Layer<DiscProps> {
  static override layerName = "DiscLayer";
  static override defaultProps: DefaultProps<LayerProps & DiscProps> = {
    disc: { type: "function", value: () => null, compare: false },
    ink: { type: "function", value: null as never, compare: false },
  };

  declare state: { model: Model };

  override initializeState(): void {
    const model = new Model(this.context.device, {
      ...this.getShaders({ vs, fs, modules: [project32, picking, discModule] }),
      id: this.props.id,
      geometry: new Geometry({
        topology: "triangle-strip",
        attributes: { corners: { size: 2, value: new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]) } },
      }),
    });
    this.setState({ model });
  }

  override draw(): void {
    const found = this.props.disc();
    if (!found) return;
    const { lng, lat, metres } = found;
    const [x, y] = [Math.fround(lng), Math.fround(lat)];
    const radius = (metres * WORLD * 2 ** this.context.viewport.zoom) / (EQUATOR_M * Math.cos((lat * Math.PI) / 180));
    const { model } = this.state;
    model.shaderInputs.setProps({ disc: { place: [x, y, lng - x, lat - y], radius, ink: this.props.ink() } });
    model.draw(this.context.renderPass);
  }
}
