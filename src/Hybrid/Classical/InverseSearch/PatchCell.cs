using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hybrid.Classical.InverseSearch;

/// <summary>
/// A patch of A against B while its corner stays between the same four pixels of B. There the difference of each pixel is
/// bilinear in the fractions (s, t) of the corner's position,
/// d = D₀ + s D₁ + t D₂ + st D₃, so that with p = (1, s, t, st) the distance Σd² is pᵀQp with Q = ΣDDᵀ, and a step of the
/// search is linear in p. Both are summed over the patch once a cell, and cost the same few operations a step whatever its size.
/// </summary>
internal struct PatchCell
{
    /// <summary>
    /// The share of a Gauss–Newton step that is taken. OpenCV takes an eighth, by leaving Sobel's derivatives unscaled, and
    /// stops when the distance no longer falls; whole steps get to the next minimum sooner and are further off in the mean.
    /// </summary>
    private const float Damping = 0.125f;

    private Vector128<float> _pixel;
    private bool _filled;
    private Vector128<float> _q0, _q1, _q2, _q3, _step0, _step1, _step2, _step3;

    /// <summary>Whether this is the cell of a corner whose pixel above and left is given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Holds(Vector128<float> pixel) => _filled && pixel == _pixel;

    /// <summary>Σ(I_B(x + u) − I_A(x))² of equation 1, without the mean of the differences where means do not count.</summary>
    /// <param name="fraction">(s, t, 0, 0).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Distance(Vector128<float> fraction)
    {
        Vector128<float> s = Vector128.Shuffle(fraction, Vector128.Create(0, 0, 0, 0)), t = Vector128.Shuffle(fraction, Vector128.Create(1, 1, 1, 1));
        Vector128<float> product = Combine(_q0, _q1, _q2, _q3, s, t);
        return product[0] + fraction[0] * product[1] + fraction[1] * (product[2] + fraction[0] * product[3]);
    }

    /// <summary>A step H⁻¹Σ∇I·(I_B − I_A) of equation 2, damped, to be taken off the vector.</summary>
    /// <param name="fraction">(s, t, 0, 0).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector128<float> Step(Vector128<float> fraction) => Combine(
        _step0, _step1, _step2, _step3, Vector128.Shuffle(fraction, Vector128.Create(0, 0, 0, 0)), Vector128.Shuffle(fraction, Vector128.Create(1, 1, 1, 1)));

    /// <summary>Sums over the patch.</summary>
    /// <param name="level">Images.</param>
    /// <param name="patch">The patch's gradient.</param>
    /// <param name="ax">Its corner in A.</param>
    /// <param name="ay">Its corner in A.</param>
    /// <param name="pixel">The pixel of B above and left of its corner there.</param>
    /// <param name="size">Its side.</param>
    /// <param name="normalize">Whether means do not count.</param>
    public void Fill(PyramidLevel level, in Patch patch, int ax, int ay, Vector128<float> pixel, int size, bool normalize)
    {
        (_pixel, _filled) = (pixel, true);
        int bx = (int)pixel[0], by = (int)pixel[1];
        Vector128<float> mean = Vector128<float>.Zero, x = mean, y = mean, q00 = mean, q11 = mean, q12 = mean;
        for (int c = 0; c < size; c += VectorMath.Lanes)
        {
            Vector256<float> mask = VectorMath.Mask(size - c);
            SumLinear(level, ax + c, ay, bx + c, by, size, mask, ref mean, ref x, ref y);
            SumSquares(level, ax + c, ay, bx + c, by, size, mask, ref q00, ref q11, ref q12);
        }
        _q0 = q00;
        _q1 = Vector128.Create(q00[1], q11[0], q11[1], q11[2]);
        _q2 = Vector128.Create(q00[2], q11[1], q12[0], q12[1]);
        _q3 = Vector128.Create(q00[3], q11[2], q12[1], q12[2]);
        if (normalize)
        {
            // Σ(d − d̄)² = Σd² − (Σd)²/n, and Σ∇I(d − d̄) = Σ∇I d − Σ∇I Σd/n.
            Vector128<float> share = mean * (1f / (size * size));
            _q0 -= mean[0] * share;
            _q1 -= mean[1] * share;
            _q2 -= mean[2] * share;
            _q3 -= mean[3] * share;
            x -= patch.SumX * share;
            y -= patch.SumY * share;
        }
        Vector128<float> stepX = Damping * (patch.Xx * x + patch.Xy * y), stepY = Damping * (patch.Xy * x + patch.Yy * y);
        _step0 = Vector128.Create(stepX[0], stepY[0], 0, 0);
        _step1 = Vector128.Create(stepX[1], stepY[1], 0, 0);
        _step2 = Vector128.Create(stepX[2], stepY[2], 0, 0);
        _step3 = Vector128.Create(stepX[3], stepY[3], 0, 0);
    }

    /// <summary>c₀ + s c₁ + t c₂ + st c₃.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Combine(
        Vector128<float> c0, Vector128<float> c1, Vector128<float> c2, Vector128<float> c3, Vector128<float> s, Vector128<float> t) =>
        Vector128.FusedMultiplyAdd(t, Vector128.FusedMultiplyAdd(s, c3, c2), Vector128.FusedMultiplyAdd(s, c1, c0));

    /// <summary>ΣD, Σ∂I/∂x D and Σ∂I/∂y D over eight columns.</summary>
    private static void SumLinear(
        PyramidLevel level, int ax, int ay, int bx, int by, int size, Vector256<float> mask,
        ref Vector128<float> sum, ref Vector128<float> sumX, ref Vector128<float> sumY)
    {
        Vector256<float> n0 = default, n1 = default, n2 = default, n3 = default, x0 = default, x1 = default, x2 = default, x3 = default;
        Vector256<float> y0 = default, y1 = default, y2 = default, y3 = default;
        ref float a = ref level.A[ax, ay], b = ref level.B[bx, by], gx = ref level.Gx[ax, ay], gy = ref level.Gy[ax, ay];
        nint strideA = level.A.Stride, strideB = level.B.Stride, strideG = level.Gx.Stride;
        Vector256<float> above = Vector256.LoadUnsafe(ref b), aboveSlope = Vector256.LoadUnsafe(ref b, 1) - above;
        for (int r = 0; r < size; r++)
        {
            b = ref Unsafe.Add(ref b, strideB);
            Vector256<float> below = Vector256.LoadUnsafe(ref b), belowSlope = Vector256.LoadUnsafe(ref b, 1) - below;
            Vector256<float> d0 = (above - Vector256.LoadUnsafe(ref a)) & mask, d1 = aboveSlope & mask, d2 = (below - above) & mask, d3 = (belowSlope - aboveSlope) & mask;
            Vector256<float> dx = Vector256.LoadUnsafe(ref gx), dy = Vector256.LoadUnsafe(ref gy);
            n0 += d0;
            n1 += d1;
            n2 += d2;
            n3 += d3;
            x0 = Vector256.FusedMultiplyAdd(d0, dx, x0);
            x1 = Vector256.FusedMultiplyAdd(d1, dx, x1);
            x2 = Vector256.FusedMultiplyAdd(d2, dx, x2);
            x3 = Vector256.FusedMultiplyAdd(d3, dx, x3);
            y0 = Vector256.FusedMultiplyAdd(d0, dy, y0);
            y1 = Vector256.FusedMultiplyAdd(d1, dy, y1);
            y2 = Vector256.FusedMultiplyAdd(d2, dy, y2);
            y3 = Vector256.FusedMultiplyAdd(d3, dy, y3);
            (above, aboveSlope) = (below, belowSlope);
            a = ref Unsafe.Add(ref a, strideA);
            gx = ref Unsafe.Add(ref gx, strideG);
            gy = ref Unsafe.Add(ref gy, strideG);
        }
        sum += VectorMath.Sums(n0, n1, n2, n3);
        sumX += VectorMath.Sums(x0, x1, x2, x3);
        sumY += VectorMath.Sums(y0, y1, y2, y3);
    }

    /// <summary>ΣDᵢDⱼ over eight columns: rows 0, 1 from its diagonal on, and what is left of 2 and 3.</summary>
    private static void SumSquares(
        PyramidLevel level, int ax, int ay, int bx, int by, int size, Vector256<float> mask,
        ref Vector128<float> row0, ref Vector128<float> row1, ref Vector128<float> row2)
    {
        Vector256<float> q00 = default, q01 = default, q02 = default, q03 = default, q11 = default, q12 = default, q13 = default, q22 = default, q23 = default, q33 = default;
        ref float a = ref level.A[ax, ay], b = ref level.B[bx, by];
        nint strideA = level.A.Stride, strideB = level.B.Stride;
        Vector256<float> above = Vector256.LoadUnsafe(ref b), aboveSlope = Vector256.LoadUnsafe(ref b, 1) - above;
        for (int r = 0; r < size; r++)
        {
            b = ref Unsafe.Add(ref b, strideB);
            Vector256<float> below = Vector256.LoadUnsafe(ref b), belowSlope = Vector256.LoadUnsafe(ref b, 1) - below;
            Vector256<float> d0 = (above - Vector256.LoadUnsafe(ref a)) & mask, d1 = aboveSlope & mask, d2 = (below - above) & mask, d3 = (belowSlope - aboveSlope) & mask;
            q00 = Vector256.FusedMultiplyAdd(d0, d0, q00);
            q01 = Vector256.FusedMultiplyAdd(d0, d1, q01);
            q02 = Vector256.FusedMultiplyAdd(d0, d2, q02);
            q03 = Vector256.FusedMultiplyAdd(d0, d3, q03);
            q11 = Vector256.FusedMultiplyAdd(d1, d1, q11);
            q12 = Vector256.FusedMultiplyAdd(d1, d2, q12);
            q13 = Vector256.FusedMultiplyAdd(d1, d3, q13);
            q22 = Vector256.FusedMultiplyAdd(d2, d2, q22);
            q23 = Vector256.FusedMultiplyAdd(d2, d3, q23);
            q33 = Vector256.FusedMultiplyAdd(d3, d3, q33);
            (above, aboveSlope) = (below, belowSlope);
            a = ref Unsafe.Add(ref a, strideA);
        }
        row0 += VectorMath.Sums(q00, q01, q02, q03);
        row1 += VectorMath.Sums(q11, q12, q13, default);
        row2 += VectorMath.Sums(q22, q23, q33, default);
    }
}
