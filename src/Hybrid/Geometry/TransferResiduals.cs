namespace Hybrid.Geometry;

/// <summary>
/// Residuals of one match, in pixels, and their derivatives by the first eight coefficients of a homography between
/// normalised coordinates whose ninth is 1.
/// </summary>
internal readonly record struct TransferResiduals(TransferErrorKind Kind, double UnitA, double UnitB)
{
    /// <summary>Parameters of the map.</summary>
    public const int Parameters = 8;

    /// <summary>Rows that a match contributes.</summary>
    public int Rows => Kind == TransferErrorKind.Symmetric ? 4 : 2;

    /// <summary>
    /// Writes the residuals (Rows) and, unless it is empty, the Jacobian (Rows × 8, row-major). Returns whether the
    /// match is in front of the horizon of the map and, for symmetric errors, of its inverse.
    /// </summary>
    /// <param name="h">The map in normalised coordinates; ninth coefficient 1.</param>
    /// <param name="g">Its exact inverse; not read unless the error is symmetric.</param>
    /// <param name="m">The match in normalised coordinates.</param>
    /// <param name="r">Residuals.</param>
    /// <param name="j">Jacobian, or empty.</param>
    public bool Evaluate(in Homography h, in Homography g, in NormalizedMatch m, Span<double> r, Span<double> j)
    {
        double w = h.M31 * m.Ax + h.M32 * m.Ay + h.M33;
        if (!(w > 1e-9))
            return false;
        if (Kind == TransferErrorKind.Sampson)
        {
            Sampson(h, m, w, r, j);
            return true;
        }
        // Both directions are scaled by √½, so that the squared norm is the mean of the two squared distances.
        double unit = Kind == TransferErrorKind.Symmetric ? UnitB * Math.Sqrt(0.5) : UnitB;
        double u = (h.M11 * m.Ax + h.M12 * m.Ay + h.M13) / w, v = (h.M21 * m.Ax + h.M22 * m.Ay + h.M23) / w;
        r[0] = unit * (u - m.Bx);
        r[1] = unit * (v - m.By);
        if (!j.IsEmpty)
        {
            double f = unit / w, x = f * m.Ax, y = f * m.Ay;
            j[0] = x;
            j[1] = y;
            j[2] = f;
            j[3] = j[4] = j[5] = 0;
            j[6] = -u * x;
            j[7] = -u * y;
            j[8] = j[9] = j[10] = 0;
            j[11] = x;
            j[12] = y;
            j[13] = f;
            j[14] = -v * x;
            j[15] = -v * y;
        }
        return Kind == TransferErrorKind.Forward || Backward(g, m, r[2..], j.IsEmpty ? j : j[16..]);
    }

    /// <summary>
    /// q = G·b with G = H⁻¹. From dG = −G dH G follows ∂q_k/∂H_ij = −(G_ki − q_k G_3i) q_j with q_3 = 1.
    /// </summary>
    private bool Backward(in Homography g, in NormalizedMatch m, Span<double> r, Span<double> j)
    {
        double w = g.M31 * m.Bx + g.M32 * m.By + g.M33;
        if (!(w > 1e-9))
            return false;
        double unit = UnitA * Math.Sqrt(0.5);
        double u = (g.M11 * m.Bx + g.M12 * m.By + g.M13) / w, v = (g.M21 * m.Bx + g.M22 * m.By + g.M23) / w;
        r[0] = unit * (u - m.Ax);
        r[1] = unit * (v - m.Ay);
        if (j.IsEmpty)
            return true;
        for (int k = 0; k < 2; k++)
        {
            double q = k == 0 ? u : v;
            double c1 = -unit * ((k == 0 ? g.M11 : g.M21) - q * g.M31);
            double c2 = -unit * ((k == 0 ? g.M12 : g.M22) - q * g.M32);
            double c3 = -unit * ((k == 0 ? g.M13 : g.M23) - q * g.M33);
            Span<double> row = j.Slice(8 * k, 8);
            row[0] = c1 * u;
            row[1] = c1 * v;
            row[2] = c1;
            row[3] = c2 * u;
            row[4] = c2 * v;
            row[5] = c2;
            row[6] = c3 * u;
            row[7] = c3 * v;
        }
        return true;
    }

    /// <summary>
    /// r = L⁻¹ e with e = π(H a) − b and L Lᵀ = M = I + A Aᵀ, A = (H₁₂ − b h₃ᵀ)/w (Hartley and Zisserman, eq. 4.12,
    /// divided by w). With S = L⁻¹ dM L⁻ᵀ and Φ its lower triangle with half the diagonal, dr = L⁻¹ de − Φ(S) r.
    /// </summary>
    private void Sampson(in Homography h, in NormalizedMatch m, double w, Span<double> r, Span<double> j)
    {
        double u = (h.M11 * m.Ax + h.M12 * m.Ay + h.M13) / w, v = (h.M21 * m.Ax + h.M22 * m.Ay + h.M23) / w;
        // In pixels: a step of one normalised unit is UnitA pixels in A and UnitB in B.
        double ratio = UnitB / UnitA;
        double a11 = ratio * (h.M11 - m.Bx * h.M31) / w, a12 = ratio * (h.M12 - m.Bx * h.M32) / w;
        double a21 = ratio * (h.M21 - m.By * h.M31) / w, a22 = ratio * (h.M22 - m.By * h.M32) / w;
        double l11 = Math.Sqrt(1 + a11 * a11 + a12 * a12);
        double l21 = (a11 * a21 + a12 * a22) / l11;
        double l22 = Math.Sqrt(1 + a21 * a21 + a22 * a22 - l21 * l21);
        r[0] = UnitB * (u - m.Bx) / l11;
        r[1] = (UnitB * (v - m.By) - l21 * r[0]) / l22;
        if (j.IsEmpty)
            return;
        for (int p = 0; p < Parameters; p++)
        {
            int row = p / 3, column = p % 3;
            double x = column == 0 ? m.Ax : column == 1 ? m.Ay : 1;
            double du = row == 0 ? x / w : row == 2 ? -u * x / w : 0, dv = row == 1 ? x / w : row == 2 ? -v * x / w : 0;
            double d11 = 0, d12 = 0, d21 = 0, d22 = 0;
            if (row == 0)
            {
                d11 = column == 0 ? ratio / w : 0;
                d12 = column == 1 ? ratio / w : 0;
            }
            else if (row == 1)
            {
                d21 = column == 0 ? ratio / w : 0;
                d22 = column == 1 ? ratio / w : 0;
            }
            else
            {
                d11 = -(a11 * x + (column == 0 ? ratio * m.Bx : 0)) / w;
                d12 = -(a12 * x + (column == 1 ? ratio * m.Bx : 0)) / w;
                d21 = -(a21 * x + (column == 0 ? ratio * m.By : 0)) / w;
                d22 = -(a22 * x + (column == 1 ? ratio * m.By : 0)) / w;
            }
            double m11 = 2 * (d11 * a11 + d12 * a12), m22 = 2 * (d21 * a21 + d22 * a22);
            double m12 = d11 * a21 + d12 * a22 + a11 * d21 + a12 * d22;
            double s11 = m11 / (l11 * l11), s12 = (m12 / l11 - l21 * s11) / l22;
            double s22 = (m22 - 2 * l21 * l22 * s12 - l21 * l21 * s11) / (l22 * l22);
            double e1 = UnitB * du / l11, e2 = (UnitB * dv - l21 * e1) / l22;
            j[p] = e1 - 0.5 * s11 * r[0];
            j[Parameters + p] = e2 - s12 * r[0] - 0.5 * s22 * r[1];
        }
    }
}
