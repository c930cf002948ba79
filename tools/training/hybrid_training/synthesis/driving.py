"""A drive: a road, façades, a distance, poles and vehicles with motions of their own under a camera that moves ahead.

Lengths are in heights of the camera above the road. The frame is a crop of a wider one, so that the focus of expansion may
lie beside it, as it does for most of a street. The same streets are seen by a stereo rig where a baseline is given.
"""
import cv2
import numpy as np

from . import motion, shapes, surfaces
from .scene import Layer


class _View:
    """The camera and how far masks reach beyond its frame."""

    def __init__(self, rng, height, width, options):
        self.height, self.width = height, width
        self.margin = max(height, width) // 3
        whole = width * rng.uniform(1, options["crop"])
        focal = rng.uniform(0.5, 1.1) * whole
        centre = ((width - 1) / 2 + rng.uniform(-0.5, 0.5) * (whole - width), height * rng.uniform(-0.1, 0.55))
        #: Depth of the road where it leaves the frame at the bottom.
        self.nearest = focal / (height - 1 - centre[1])
        self.stereo = "baseline" in options
        translation, turn = self._rig(rng, width, focal, options) if self.stereo else self._drive(rng, whole, options)
        self.ahead = -translation[2]
        #: Least distance of a façade for each pixel between the focus and the frame's side.
        self.least_apart = -translation[0] / (options["reach"] * width) if self.stereo else 0.0
        self.camera = motion.Camera(height, width, focal, turn, translation, centre)
        self.focal, self.centre = focal, centre
        ys, xs = np.mgrid[-self.margin:height + self.margin, -self.margin:width + self.margin]
        self.rays = (xs - centre[0]) / focal, (ys - centre[1]) / focal

    def _drive(self, rng, whole, options):
        """Translation and rotation between two frames of a drive: mostly ahead, at times back, at times only turning."""
        ahead = self.nearest * options["ahead"] * rng.uniform(0.1, 1)
        if rng.random() < 0.15:
            ahead = -ahead
        if rng.random() < 0.1:
            ahead = 0.0
        turn = options["turn"] / whole * rng.normal(0, [0.15, 1, 0.1]) * (1 if rng.random() < 0.5 else 0.2)
        return np.array([rng.normal(0, 0.06) * ahead, rng.normal(0, 0.015) * ahead, -ahead]), turn

    def _rig(self, rng, width, focal, options):
        """The right camera of a rig, near enough that the road at the frame's foot has at most ``reach`` of its width."""
        baseline = min(rng.uniform(*options["baseline"]), options["reach"] * width * self.nearest / focal)
        return np.array([-baseline, 0, 0]), np.zeros(3)

    def inverse_depth(self, normal):
        """1/Z of the plane normal·X = 1 at every pixel of the canvas (frame and margin); negative behind the camera."""
        return normal[0] * self.rays[0] + normal[1] * self.rays[1] + normal[2]

    def soft(self, distance):
        """A mask with an edge of a pixel where ``distance`` (pixels) passes 0."""
        return (np.clip(distance + 0.5, 0, 1) * 255).astype(np.uint8)

    def project(self, ground):
        """Points of the road (right, ahead) → pixels of the canvas."""
        z = np.maximum(ground[:, 1], 0.05)
        return np.stack([self.centre[0] + self.focal * ground[:, 0] / z, self.centre[1] + self.focal / z], 1) + self.margin

    def on_canvas(self, picture):
        """The map from the layer's plane to a picture painted on the canvas."""
        return np.array([[1, 0, self.margin], [0, 1, self.margin], [0, 0, 1.0]])


def _photograph(rng, textures, view):
    texture = textures.draw(rng)
    scale = rng.uniform(0.6, 1.35)
    slack = [max(0.0, side - own * scale) for side, own in zip(texture.shape, (view.height, view.width))]
    place = np.array([[scale, 0, rng.uniform(0, slack[1])], [0, scale, rng.uniform(0, slack[0])], [0, 0, 1.0]])
    return texture, place @ motion.similarity(rng, view.height, view.width, 0.1, 0, 0)


def _ground(rng, textures, view, options):
    normal = np.array([rng.normal(0, 0.03), 1.0, rng.normal(0, 0.003)])
    depth = view.inverse_depth(normal)
    mask = view.soft((depth - 1 / 80) * view.focal)
    kind = rng.random()
    if kind < options["road"]:
        picture = surfaces.road(rng, *mask.shape, view.project, textures.draw(rng))
        texture, place = np.clip(picture, 0, 255).astype(np.uint8), view.on_canvas(picture)
    else:
        texture, place = _photograph(rng, textures, view)
        if kind < options["road"] + 0.15:
            texture = surfaces.plain(rng, texture)
    return Layer(texture, mask, place, view.camera.moving(normal), None, view.margin)


def _facade(rng, textures, view, side):
    """A wall along the road, ``side`` −1 left or 1 right."""
    edge = (view.width - 1 if side > 0 else 0) - view.centre[0]
    # Where the wall leaves the frame it is still well before the camera of either view, and within a rig's reach.
    apart = max(rng.uniform(1.5, 8), max(0.0, side * edge) * max(2.5 * abs(view.ahead) / view.focal, view.least_apart))
    normal = np.array([side / apart, 0, rng.normal(0, 0.01)])
    depth = view.inverse_depth(normal)
    safe = np.where(depth > 1e-6, depth, 1e-6)
    top, begin, end = rng.uniform(0.3, 6), rng.uniform(0, 6), rng.uniform(10, 60)
    height = view.rays[1] / safe  # below the camera's level
    inside = np.minimum.reduce([(depth - 1 / end) * view.focal, np.where(begin > 2, (1 / begin - depth) * view.focal, 9) if begin else depth,
                                (1 - height) * view.focal * safe, (height + top) * view.focal * safe])
    texture, place = _photograph(rng, textures, view)
    kind = rng.random()
    if kind < 0.2:
        texture = surfaces.plain(rng, texture)
    elif kind < 0.3:
        texture = surfaces.repeated(rng, texture)
    return Layer(texture, view.soft(inside), place, view.camera.moving(normal), None, view.margin)


def _thing(rng, textures, view, depth, vehicle):
    """A vehicle with a motion of its own, or a pole, a trunk, a sign that stands."""
    mask = np.zeros((view.height + 2 * view.margin, view.width + 2 * view.margin), np.uint8)
    scale = view.focal / depth
    x = view.margin + rng.uniform(-0.1, 1.1) * view.width
    foot = view.margin + view.centre[1] + scale
    own = np.zeros(3)
    if vehicle:
        w, h = rng.uniform(0.5, 2.4) * scale, rng.uniform(0.5, 1.6) * scale
        cut = rng.uniform(0, 0.35, 2) * w / 2
        outline = np.array([[x - w / 2, foot], [x - w / 2, foot - h * 0.55], [x - w / 2 + cut[0], foot - h],
                            [x + w / 2 - cut[1], foot - h], [x + w / 2, foot - h * 0.55], [x + w / 2, foot]])
        speed = max(abs(view.ahead), 0.1 * view.nearest)
        own = np.array([rng.normal(0, 0.25), 0, rng.uniform(-1.2, 1.2)]) * speed * (rng.random() < 0.7)
        # Still before the camera in the second view, and not more than twice as large.
        own[2] = max(own[2], 0.5 * depth - (depth - view.ahead))
        own *= not view.stereo
    else:
        w, h = rng.uniform(0.02, 0.25) * scale, rng.uniform(0.8, 4) * scale
        outline = np.array([[x - w / 2, foot], [x - w / 2, foot - h], [x + w / 2, foot - h], [x + w / 2, foot]])
        if rng.random() < 0.3:  # a sign or a crown upon it
            r = rng.uniform(0.15, 0.6) * scale
            cv2.ellipse(mask, (int(x), int(foot - h)), (int(r) + 1, int(r) + 1), 0, 0, 360, 255, -1, cv2.LINE_AA)
    cv2.fillPoly(mask, [np.round(np.clip(outline, -2000, 4000) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    normal = np.array([*rng.uniform(-0.25, 0.25, 2), 1.0]) / depth
    if vehicle and rng.random() < 0.6:
        texture = surfaces.painted_metal(rng, *mask.shape)
        place = view.on_canvas(texture)
    else:
        texture, place = _photograph(rng, textures, view)
    return Layer(texture, mask, place, view.camera.moving(normal, own), None, view.margin)


def layers(rng, textures, height, width, options):
    """Surfaces of one drive from back to front; ``options``: the ``driving`` section of a configuration."""
    view = _View(rng, height, width, options)
    texture, place = _photograph(rng, textures, view)
    if rng.random() < 0.25:
        texture = surfaces.plain(rng, texture)
    made = [Layer(texture, None, place, view.camera.moving(np.array([0, 0, rng.uniform(0, 0.02)])), None),
            _ground(rng, textures, view, options)]
    for side in (-1, 1):
        if rng.random() < 0.7:
            made.append(_facade(rng, textures, view, side))
    count = int(rng.integers(0, options["things"] + 1))
    depths = np.sort(view.nearest * np.exp(rng.uniform(np.log(1.1), np.log(12), count)))[::-1]
    for depth in depths:
        made.append(_thing(rng, textures, view, depth, rng.random() < 0.5))
    return made
