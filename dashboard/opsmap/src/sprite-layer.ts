/** The deck.gl layer that draws sprites: one instanced quad a slot, and only changed slots sent to the graphics card. */
import { Layer, picking, project32, type DefaultProps, type LayerProps } from "@deck.gl/core";
import type { Buffer, Texture } from "@luma.gl/core";
import { Geometry, Model } from "@luma.gl/engine";
import type { Atlas } from "./atlas";
import { SLOT, type Sprites } from "./sprites";

/*
 * Not deck.gl's IconLayer: it sends seven attributes a sprite where three do, wants a new layer (and a
 * comparison of all its props) for each step of the clock, and blurs text, which it cannot set on whole pixels.
 */

const uniforms = `\
layout(std140) uniform spriteUniforms {
  vec2 atlasSize;
  float atlasRatio;
  float snap;
} sprite;
`;

const spriteModule = {
  name: "sprite",
  vs: uniforms,
  fs: uniforms,
  uniformTypes: { atlasSize: "vec2<f32>", atlasRatio: "f32", snap: "f32" },
} as const;

const vs = `\
#version 300 es
#define SHADER_NAME sprite-vertex
in vec2 corners;
in vec4 places;
in vec4 frames;
in vec2 offsets;
out vec2 texel;

void main(void) {
  vec4 clip = project_position_to_clipspace(vec3(places.xy, 0.0), vec3(places.zw, 0.0), vec3(0.0));
  // In device pixels, the y axis going down.
  vec2 size = frames.zw / sprite.atlasRatio * project.devicePixelRatio;
  vec2 centre = (clip.xy / clip.w * vec2(0.5, -0.5) + 0.5) * project.viewportSize;
  vec2 corner = centre + offsets * project.devicePixelRatio - size * 0.5;
  corner = mix(corner, floor(corner + 0.5), sprite.snap);
  vec2 at = (corner + corners * size) / project.viewportSize;
  gl_Position = vec4((at * 2.0 - 1.0) * vec2(1.0, -1.0) * clip.w, clip.z, clip.w);
  texel = (frames.xy + corners * frames.zw) / sprite.atlasSize;
}
`;

const fs = `\
#version 300 es
#define SHADER_NAME sprite-fragment
precision highp float;
uniform sampler2D atlas;
in vec2 texel;
out vec4 fragColor;

void main(void) {
  fragColor = texture(atlas, texel) * layer.opacity;
}
`;

interface SpriteProps {
  /** Asked at each drawing, so that another list needs no new layer. */
  sprites: () => Sprites;
  atlas: Atlas;
  /** Texels in a CSS pixel. */
  ratio: () => number;
  /** True while the camera rests: then sprites stand on whole pixels and text is sharp. */
  still: () => boolean;
}

export class SpriteLayer extends Layer<SpriteProps> {
  static override layerName = "SpriteLayer";
  static override defaultProps: DefaultProps<LayerProps & SpriteProps> = {
    sprites: { type: "function", value: null as never, compare: false },
    atlas: { type: "object", value: null as never, compare: false },
    ratio: { type: "function", value: () => 1, compare: false },
    still: { type: "function", value: () => true, compare: false },
  };

  declare state: { model: Model; buffer: Buffer | null; held: Sprites | null };

  override initializeState(): void {
    const model = new Model(this.context.device, {
      ...this.getShaders({ vs, fs, modules: [project32, picking, spriteModule] }),
      id: this.props.id,
      bufferLayout: [
        {
          name: "slots",
          stepMode: "instance",
          byteStride: SLOT * 4,
          attributes: [
            { attribute: "places", format: "float32x4", byteOffset: 0 },
            { attribute: "frames", format: "float32x4", byteOffset: 16 },
            { attribute: "offsets", format: "float32x2", byteOffset: 32 },
          ],
        },
      ],
      geometry: new Geometry({
        topology: "triangle-strip",
        attributes: { corners: { size: 2, value: new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]) } },
      }),
      isInstanced: true,
    });
    this.setState({ model, buffer: null, held: null });
  }

  override draw(): void {
    const { atlas, ratio, still } = this.props;
    const sprites = this.props.sprites();
    // A list that shows nothing keeps what changed for the time it shows something: a draw call is not free.
    if (sprites.blank) return;
    const { model } = this.state;
    this.#send(sprites);
    const texture: Texture = atlas.texture(this.context.device);
    model.setBindings({ atlas: texture });
    model.shaderInputs.setProps({
      sprite: { atlasSize: [atlas.side, atlas.side], atlasRatio: ratio(), snap: still() ? 1 : 0 },
    });
    model.draw(this.context.renderPass);
  }

  override finalizeState(context: Parameters<Layer["finalizeState"]>[0]): void {
    this.state.buffer?.destroy();
    super.finalizeState(context);
  }

  #send(sprites: Sprites): void {
    if (this.state.held !== sprites) {
      this.state.buffer?.destroy();
      const buffer = this.context.device.createBuffer(sprites.numbers);
      this.state.model.setAttributes({ slots: buffer });
      this.state.model.setInstanceCount(sprites.count);
      this.state.buffer = buffer;
      this.state.held = sprites;
      sprites.flush(() => {});
      return;
    }
    sprites.flush((first, end) => {
      this.state.buffer?.write(sprites.numbers.subarray(first * SLOT, end * SLOT), first * SLOT * 4);
    });
  }
}
