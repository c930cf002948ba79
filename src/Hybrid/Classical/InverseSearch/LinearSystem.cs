using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hybrid.Classical.InverseSearch;

/// <summary>
/// The Euler–Lagrange equations of E = ∫ δΨ(E_I) + γΨ(E_G) + αΨ(E_S) (Kroeger et al., ECCV 2016, equation 5) with
/// Ψ(s²) = √(s² + ε²), its derivative taken at the flow of the last fixed-point iteration, so that they are linear.
/// </summary>
internal static class LinearSystem
{
    /// <summary>Rows [from, to) of the weight of smoothness, αΨ′ of the gradient of the present flow.</summary>
    public static void Smoothness(VariationalSystem s, InverseSearchOptions options, int from, int to)
    {
        Vector256<float> half = Vector256.Create(options.VariationalAlpha / 2), epsilon = Vector256.Create(options.VariationalEpsilon * options.VariationalEpsilon);
        for (int y = from; y < to; y++)
        {
            // Flow does not change across the border of the image.
            Vector256<float> inside = Vector256.Create(y < s.Height - 1 ? -1 : 0).AsSingle();
            for (int parity = 0; parity < 2; parity++)
            {
                int beforeLast = (s.Width - parity) / 2, width = s.U.HalfWidth;
                ref float u0 = ref s.U[parity, y], v0 = ref s.V[parity, y], du0 = ref s.Du[parity, y], dv0 = ref s.Dv[parity, y];
                ref float uRight = ref s.U[1 - parity, y, parity], vRight = ref s.V[1 - parity, y, parity];
                ref float duRight = ref s.Du[1 - parity, y, parity], dvRight = ref s.Dv[1 - parity, y, parity];
                ref float uBelow = ref s.U[parity, y + 1], vBelow = ref s.V[parity, y + 1], duBelow = ref s.Du[parity, y + 1], dvBelow = ref s.Dv[parity, y + 1];
                ref float weight = ref s.Weight[parity, y];
                for (int k = 0; k < width; k += VectorMath.Lanes)
                {
                    Vector256<float> right = VectorMath.Mask(beforeLast - k);
                    Vector256<float> u = At(ref u0, k) + At(ref du0, k), v = At(ref v0, k) + At(ref dv0, k);
                    Vector256<float> ux = (At(ref uRight, k) + At(ref duRight, k) - u) & right, vx = (At(ref vRight, k) + At(ref dvRight, k) - v) & right;
                    Vector256<float> uy = (At(ref uBelow, k) + At(ref duBelow, k) - u) & inside, vy = (At(ref vBelow, k) + At(ref dvBelow, k) - v) & inside;
                    (half / Vector256.Sqrt(ux * ux + vx * vx + (uy * uy + vy * vy) + epsilon)).StoreUnsafe(ref weight, (nuint)k);
                }
            }
        }
    }

    /// <summary>Rows [from, to) of the coefficients, once the weights of smoothness are there.</summary>
    public static void Coefficients(VariationalSystem s, InverseSearchOptions options, float omega, int from, int to)
    {
        Vector256<float> delta = Vector256.Create(options.VariationalDelta / 2), gamma = Vector256.Create(options.VariationalGamma / 2);
        Vector256<float> epsilon = Vector256.Create(options.VariationalEpsilon * options.VariationalEpsilon), zeta = Vector256.Create(ConstancyTerms.ZetaSquared);
        Vector256<float> relaxation = Vector256.Create(omega);
        for (int y = from; y < to; y++)
        {
            Vector256<float> inside = Vector256.Create(y < s.Height - 1 ? -1 : 0).AsSingle();
            for (int parity = 0; parity < 2; parity++)
            {
                int beforeLast = (s.Width - parity) / 2, count = (s.Width - parity + 1) / 2, width = s.U.HalfWidth;
                ref float du0 = ref s.Du[parity, y], dv0 = ref s.Dv[parity, y];
                ref float ix0 = ref s.Brightness[0][parity, y], iy0 = ref s.Brightness[1][parity, y], it0 = ref s.Brightness[2][parity, y];
                ref float xx0 = ref s.GradientX[0][parity, y], xy0 = ref s.GradientX[1][parity, y], xt0 = ref s.GradientX[2][parity, y];
                ref float yx0 = ref s.GradientY[0][parity, y], yy0 = ref s.GradientY[1][parity, y], yt0 = ref s.GradientY[2][parity, y];
                ref float weightHere = ref s.Weight[parity, y], weightAbove = ref s.Weight[parity, y - 1], weightLeft = ref s.Weight[1 - parity, y, parity - 1];
                ref float uHere = ref s.U[parity, y], uBeside = ref s.U[1 - parity, y, parity - 1], uAbove = ref s.U[parity, y - 1], uBelow = ref s.U[parity, y + 1];
                ref float vHere = ref s.V[parity, y], vBeside = ref s.V[1 - parity, y, parity - 1], vAbove = ref s.V[parity, y - 1], vBelow = ref s.V[parity, y + 1];
                ref float a12Out = ref s.A12[parity, y], b1Out = ref s.B1[parity, y], b2Out = ref s.B2[parity, y];
                ref float inverse1 = ref s.Inverse1[parity, y], inverse2 = ref s.Inverse2[parity, y];
                for (int k = 0; k < width; k += VectorMath.Lanes)
                {
                    Vector256<float> du = At(ref du0, k), dv = At(ref dv0, k);

                    Vector256<float> ix = At(ref ix0, k), iy = At(ref iy0, k), it = At(ref it0, k);
                    Vector256<float> error = it + ix * du + iy * dv;
                    Vector256<float> weight = delta / Vector256.Sqrt(error * error + epsilon);
                    Vector256<float> wx = weight * ix, wy = weight * iy;
                    Vector256<float> a11 = wx * ix + zeta, a12 = wx * iy, a22 = wy * iy + zeta, b1 = -(wx * it), b2 = -(wy * it);

                    Vector256<float> xx = At(ref xx0, k), xy = At(ref xy0, k), xt = At(ref xt0, k), yx = At(ref yx0, k), yy = At(ref yy0, k), yt = At(ref yt0, k);
                    Vector256<float> errorX = xt + xx * du + xy * dv, errorY = yt + yx * du + yy * dv;
                    weight = gamma / Vector256.Sqrt(errorX * errorX + errorY * errorY + epsilon);
                    a11 += weight * (xx * xx + yx * yx);
                    a12 += weight * (xx * xy + yx * yy);
                    a22 += weight * (xy * xy + yy * yy);
                    b1 -= weight * (xx * xt + yx * yt);
                    b2 -= weight * (xy * xt + yy * yt);

                    Vector256<float> below = At(ref weightHere, k), above = At(ref weightAbove, k), left = At(ref weightLeft, k);
                    Vector256<float> right = below & VectorMath.Mask(beforeLast - k);
                    below &= inside;
                    Vector256<float> sum = right + left + (above + below);
                    Vector256<float> u = At(ref uHere, k), v = At(ref vHere, k);
                    b1 += right * (At(ref uBeside, k + 1) - u) + left * (At(ref uBeside, k) - u) + (above * (At(ref uAbove, k) - u) + below * (At(ref uBelow, k) - u));
                    b2 += right * (At(ref vBeside, k + 1) - v) + left * (At(ref vBeside, k) - v) + (above * (At(ref vAbove, k) - v) + below * (At(ref vBelow, k) - v));

                    Vector256<float> valid = VectorMath.Mask(count - k);
                    a12.StoreUnsafe(ref a12Out, (nuint)k);
                    b1.StoreUnsafe(ref b1Out, (nuint)k);
                    b2.StoreUnsafe(ref b2Out, (nuint)k);
                    (relaxation / (a11 + sum) & valid).StoreUnsafe(ref inverse1, (nuint)k);
                    (relaxation / (a22 + sum) & valid).StoreUnsafe(ref inverse2, (nuint)k);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> At(ref float row, int k) => Vector256.LoadUnsafe(ref row, (nuint)k);
}
