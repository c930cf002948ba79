"""A robust homography through weighted matches, differentiable and exportable: no calls into a linear algebra library."""
import torch

RIDGE = (1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-3, 1e-3)  # of the normal equations' trace; keeps the perspective terms small where few matches are


def solve(system):
    """Gauss-Jordan elimination of positive definite systems: (B, n, n + 1) augmented → (B, n). No pivoting is needed."""
    size = system.shape[1]
    for i in range(size):
        pivot = system[:, i:i + 1] / system[:, i:i + 1, i:i + 1]
        unit = torch.eye(size, dtype=system.dtype, device=system.device)[i].view(1, size, 1)
        system = system - (system[:, :, i:i + 1] - unit) * pivot
    return system[:, :, size]


def fit(source, target, weight):
    """Weighted least squares of the linearised transfer error (Hartley & Zisserman, 4.1.2, with h33 = 1).

    ``source``, ``target``: (B, N, 2), centred and scaled to about -1..1; ``weight``: (B, N) → (B, 3, 3).
    """
    x, y, u, v = source[..., 0], source[..., 1], target[..., 0], target[..., 1]
    one, zero = torch.ones_like(x), torch.zeros_like(x)
    rows = torch.cat([torch.stack([x, y, one, zero, zero, zero, -x * u, -y * u, u], 2),
                      torch.stack([zero, zero, zero, x, y, one, -x * v, -y * v, v], 2)], 1)
    weight = weight / (weight.sum(1, keepdim=True) + 1e-6)
    normal = torch.matmul((rows * torch.cat([weight, weight], 1).unsqueeze(2)).transpose(1, 2), rows)[:, :8]
    ridge = torch.diag(torch.tensor(RIDGE, dtype=rows.dtype, device=rows.device))
    prior = torch.tensor([1.0, 0, 0, 0, 1, 0, 0, 0], dtype=rows.dtype, device=rows.device).view(8, 1)
    normal = normal + torch.cat([ridge, torch.matmul(ridge, prior)], 1)
    h = solve(normal)
    return torch.cat([h, torch.ones_like(h[:, :1])], 1).view(-1, 3, 3)


def apply(matrix, points):
    """Homographies (B, 3, 3) on points (B, N, 2). Points at or behind the horizon go far away."""
    ones = torch.ones_like(points[..., :1])
    moved = torch.matmul(torch.cat([points, ones], 2), matrix.transpose(1, 2))
    return moved[..., :2] / moved[..., 2:].clamp(min=0.05)


def robust_fit(source, target, weight, scales):
    """Iteratively reweighted fit with Geman-McClure weights of the given falling scales → (homography, final weights).

    Only the last solution carries gradients: those of the reweighting would teach matches to hide.
    """
    with torch.no_grad():
        current = weight
        for scale in scales:
            distance = ((apply(fit(source, target, current), source) - target) ** 2).sum(2)
            current = weight / (1 + distance / scale ** 2) ** 2
    ratio = (current / weight.detach().clamp(min=1e-6)).detach()
    final = weight * ratio
    return fit(source, target, final), final
