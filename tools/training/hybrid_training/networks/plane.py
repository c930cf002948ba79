"""A robust homography through weighted matches, differentiable and exportable: no calls into a linear algebra library."""
import torch

RIDGE = (1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-3, 1e-3)  # of the normal equations' trace; keeps the perspective terms small where few matches are


def solve(system):
    """Gauss-Jordan elimination of positive definite systems: (B, n, n + 1) augmented → (B, n). No pivoting is needed."""
    size = system.shape[1]
    for i in range(int(size)):
        row = system.narrow(1, i, 1)
        pivot = row / row.narrow(2, i, 1)
        unit = torch.tensor([[[float(i == j)] for j in range(int(size))]], dtype=system.dtype, device=system.device)
        system = system - (system.narrow(2, i, 1) - unit) * pivot
    return system.select(2, int(size))


def equations(source, target):
    """Rows of the linearised transfer error (Hartley & Zisserman, 4.1.2, with h33 = 1): two a match, (B, 2N, 9)."""
    x, y, u, v = (p.narrow(2, i, 1) for p in (source, target) for i in (0, 1))
    one, zero = torch.ones_like(x), torch.zeros_like(x)
    return torch.cat([torch.cat([x, y, one, zero, zero, zero, -x * u, -y * u, u], 2),
                      torch.cat([zero, zero, zero, x, y, one, -x * v, -y * v, v], 2)], 1)


def solution(rows, weight):
    """Weighted least squares of ``equations`` with weights (B, N) → homographies (B, 3, 3)."""
    weight = (weight / (weight.sum(1, keepdim=True) + 1e-6)).unsqueeze(2)
    normal = torch.matmul((rows * torch.cat([weight, weight], 1)).transpose(1, 2), rows).narrow(1, 0, 8)
    # The ridge draws towards the identity where matches are few.
    ridge = torch.tensor([[RIDGE[i] if i == j else RIDGE[i] if j == 8 and i in (0, 4) else 0.0 for j in range(9)] for i in range(8)],
                         dtype=rows.dtype, device=rows.device)
    h = solve(normal + ridge)
    return torch.cat([h, torch.ones_like(h.narrow(1, 0, 1))], 1).view(-1, 3, 3)


def fit(source, target, weight):
    """A homography through weighted matches.

    ``source``, ``target``: (B, N, 2), centred and scaled to about -1..1; ``weight``: (B, N) → (B, 3, 3).
    """
    return solution(equations(source, target), weight)


def apply(matrix, points):
    """Homographies (B, 3, 3) on points (B, N, 2). Points at or behind the horizon go far away."""
    ones = torch.ones_like(points[..., :1])
    moved = torch.matmul(torch.cat([points, ones], 2), matrix.transpose(1, 2))
    return moved[..., :2] / moved[..., 2:].clamp(min=0.05)


def _cross(u, v):
    one, two = (torch.tensor(i, device=u.device) for i in ((1, 2, 0), (2, 0, 1)))
    return u.index_select(1, one) * v.index_select(1, two) - u.index_select(1, two) * v.index_select(1, one)


def inverse(matrix):
    """Inverses of homographies (B, 3, 3) by their adjugates, scaled so that the last entry is 1."""
    r0, r1, r2 = (matrix.select(1, i) for i in range(3))
    adjugate = torch.stack([_cross(r1, r2), _cross(r2, r0), _cross(r0, r1)], 2)
    last = adjugate.narrow(1, 2, 1).narrow(2, 2, 1)
    return adjugate / torch.where(last.abs() < 1e-3, torch.full_like(last, 1e-3), last)


def robust_fit(source, target, weight, scales):
    """Iteratively reweighted fit with Geman-McClure weights of the given falling scales → (homography, final weights).

    Only the last solution carries gradients: those of the reweighting would teach matches to hide.
    """
    rows = equations(source, target)
    with torch.no_grad():
        current = weight
        for scale in scales:
            distance = ((apply(solution(rows, current), source) - target) ** 2).sum(2)
            current = weight / (1 + distance / scale ** 2) ** 2
    ratio = (current / weight.detach().clamp(min=1e-6)).detach()
    final = weight * ratio
    return solution(rows, final), final
