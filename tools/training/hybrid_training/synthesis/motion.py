"""Random motions. Homographies are 3×3 float64 and map pixel coordinates (x, y)."""
import cv2
import numpy as np


def apply(matrix, x, y):
    """Homography applied to coordinate arrays."""
    w = matrix[2, 0] * x + matrix[2, 1] * y + matrix[2, 2]
    return ((matrix[0, 0] * x + matrix[0, 1] * y + matrix[0, 2]) / w,
            (matrix[1, 0] * x + matrix[1, 1] * y + matrix[1, 2]) / w)


def corner_jitter(rng, height, width, amount):
    """Homography that moves the frame's corners by up to ``amount`` pixels per coordinate."""
    corners = np.float32([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]])
    moved = corners + rng.uniform(-amount, amount, (4, 2)).astype(np.float32)
    return cv2.getPerspectiveTransform(corners, moved)


def similarity(rng, height, width, angle, log_scale, shift):
    """Rotation (radians), scaling and translation about the frame's centre, each drawn up to the given bound."""
    a = rng.uniform(-angle, angle)
    s = np.exp(rng.uniform(-log_scale, log_scale))
    tx, ty = rng.uniform(-shift, shift, 2)
    cx, cy = (width - 1) / 2, (height - 1) / 2
    c, d = s * np.cos(a), s * np.sin(a)
    return np.array([[c, -d, cx + tx - c * cx + d * cy], [d, c, cy + ty - d * cx - c * cy], [0, 0, 1.0]])


def smooth_field(rng, height, width, amplitude, cells):
    """Smooth displacement (height, width, 2) of roughly ``amplitude`` pixels, from a random grid of cells × cells."""
    coarse = rng.normal(0, amplitude, (cells + 3, cells + 3, 2)).astype(np.float32)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)


class Camera:
    """Two views of planes: intrinsics and a rigid motion, so that each plane moves by its own homography.

    H = K (R + t nᵀ) K⁻¹ for a plane nᵀX = 1 in the first camera's frame (Hartley & Zisserman, 13.1).
    """

    def __init__(self, height, width, focal, rotation, translation, centre=None):
        """``centre``: principal point (x, y); the middle of the frame where none is given."""
        cx, cy = ((width - 1) / 2, (height - 1) / 2) if centre is None else centre
        self.k = np.array([[focal, 0, cx], [0, focal, cy], [0, 0, 1.0]])
        self.k_inverse = np.linalg.inv(self.k)
        self.rotation = cv2.Rodrigues(np.asarray(rotation, np.float64))[0]
        self.translation = np.asarray(translation, np.float64)

    def plane(self, inverse_depth, slant):
        """Homography of a plane with the given inverse depth on the axis and slant (two tangents)."""
        return self.moving(np.array([slant[0], slant[1], 1.0]) * inverse_depth)

    def moving(self, normal, own=(0, 0, 0)):
        """Homography of the plane normal·X = 1, which itself moves by ``own`` (camera's axes) between the views."""
        return self.k @ (self.rotation + np.outer(self.translation + own, normal)) @ self.k_inverse
