using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hybrid.Classical.InverseSearch;

/// <summary>
/// Inverse search for each patch (Kroeger et al., ECCV 2016, section 2.1): the first image's patch is warped towards the
/// second one's, so that gradient and structure tensor are those of the first image and stay the same from step to step.
/// </summary>
/// <param name="level">Images and flow to start at.</param>
/// <param name="grid">Receives the patches' vectors.</param>
/// <param name="options">Patch size, stride, steps.</param>
/// <param name="initial">Whether the level holds the caller's flow as well.</param>
internal sealed class PatchSearch(PyramidLevel level, PatchGrid grid, InverseSearchOptions options, bool initial)
{
    /// <summary>
    /// Stripes in which neighbours are asked, as many as OpenCV has: vectors do not spread from one to the next, so that they
    /// can run at once and what they find does not depend on how many do.
    /// </summary>
    public const int StripeCount = 8;

    private const float SmallestDeterminant = 1e-3f;

    private readonly int _size = options.PatchSize, _stride = options.PatchStride;
    private readonly Vector128<float> _least = Vector128.Create(1f - options.PatchSize, 1f - options.PatchSize, 0, 0);
    private readonly Vector128<float> _most = Vector128.Create(level.Width - 1f, level.Height - 1f, 0, 0);

    /// <summary>Searches one stripe: first from the top left, then, where neighbours are asked, once more from the bottom right.</summary>
    public void Stripe(int stripe)
    {
        int height = (grid.Rows + StripeCount - 1) / StripeCount;
        int from = Math.Min(grid.Rows, stripe * height), to = Math.Min(grid.Rows, from + height);
        int passes = options.SpatialPropagation ? 2 : 1;
        int steps = Math.Max(1, options.GradientDescentIterations / passes);
        for (int row = from; row < to; row++)
        {
            for (int column = 0; column < grid.Columns; column++)
            {
                ref Patch patch = ref Prepare(row, column);
                bool ask = options.SpatialPropagation;
                Search(ref patch, row, column, steps, ask && column > 0 ? -1 : 0, ask && row > from ? -grid.Columns : 0);
            }
        }
        if (passes == 1)
            return;
        for (int row = to - 1; row >= from; row--)
        {
            for (int column = grid.Columns - 1; column >= 0; column--)
                Search(ref grid.Patches[row * grid.Columns + column], row, column, steps, column < grid.Columns - 1 ? 1 : 0, row < to - 1 ? grid.Columns : 0);
        }
    }

    /// <summary>The vector of the coarser level, and the structure tensor.</summary>
    private ref Patch Prepare(int row, int column)
    {
        int x = column * _stride, y = row * _stride;
        ref Patch patch = ref grid.Patches[row * grid.Columns + column];
        patch.Vector = Vector(level.U, level.V, x, y);
        Vector256<float> sumX = default, sumY = default, sumXx = default, sumXy = default, sumYy = default;
        for (int c = 0; c < _size; c += VectorMath.Lanes)
        {
            Vector256<float> mask = VectorMath.Mask(_size - c);
            for (int r = 0; r < _size; r++)
            {
                Vector256<float> gx = Vector256.LoadUnsafe(ref level.Gx[x + c, y + r]) & mask;
                Vector256<float> gy = Vector256.LoadUnsafe(ref level.Gy[x + c, y + r]) & mask;
                sumX += gx;
                sumY += gy;
                sumXx = Vector256.FusedMultiplyAdd(gx, gx, sumXx);
                sumXy = Vector256.FusedMultiplyAdd(gx, gy, sumXy);
                sumYy = Vector256.FusedMultiplyAdd(gy, gy, sumYy);
            }
        }
        patch.SumX = VectorMath.Sum(sumX);
        patch.SumY = VectorMath.Sum(sumY);
        float xx = VectorMath.Sum(sumXx), xy = VectorMath.Sum(sumXy), yy = VectorMath.Sum(sumYy);
        float determinant = xx * yy - xy * xy;
        if (MathF.Abs(determinant) < SmallestDeterminant)
            determinant = SmallestDeterminant;
        (patch.Xx, patch.Xy, patch.Yy) = (yy / determinant, -xy / determinant, xx / determinant);
        return ref patch;
    }

    private void Search(ref Patch patch, int row, int column, int steps, int beside, int beyond)
    {
        int x = column * _stride, y = row * _stride;
        PatchCell cell = default;
        if (initial || (beside | beyond) != 0)
        {
            Vector128<float> fraction = Locate(ref cell, patch, x, y, patch.Vector);
            float least = cell.Distance(fraction);
            if (initial)
                Try(ref cell, ref patch, x, y, Vector(level.InitialU, level.InitialV, x, y), ref least);
            if (beside != 0)
                Try(ref cell, ref patch, x, y, Unsafe.Add(ref patch, beside).Vector, ref least);
            if (beyond != 0)
                Try(ref cell, ref patch, x, y, Unsafe.Add(ref patch, beyond).Vector, ref least);
        }
        Vector128<float> vector = patch.Vector;
        float before = float.PositiveInfinity;
        for (int step = 0; step < steps; step++)
        {
            Vector128<float> fraction = Locate(ref cell, patch, x, y, vector);
            float distance = cell.Distance(fraction);
            vector -= cell.Step(fraction);
            if (distance >= before)
                break;
            before = distance;
        }
        // What has run further than its own size has lost its patch (section 2.1).
        Vector128<float> run = vector - patch.Vector;
        if (run[0] * run[0] + run[1] * run[1] <= _size * _size)
            patch.Vector = vector;
    }

    /// <summary>Takes another vector where the patch is closer to B there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Try(ref PatchCell cell, ref Patch patch, int x, int y, Vector128<float> vector, ref float least)
    {
        if (vector == patch.Vector)
            return;
        Vector128<float> corner = Corner(x, y, vector), pixel = Vector128.Floor(corner);
        float distance = cell.Holds(pixel) ? cell.Distance(corner - pixel) : Distance(x, y, pixel, corner - pixel);
        if (distance < least)
            (patch.Vector, least) = (vector, distance);
    }

    /// <summary>Makes the cell that in which the patch lies, and returns where in it its corner is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<float> Locate(ref PatchCell cell, in Patch patch, int x, int y, Vector128<float> vector)
    {
        Vector128<float> corner = Corner(x, y, vector), pixel = Vector128.Floor(corner);
        if (!cell.Holds(pixel))
            cell.Fill(level, patch, x, y, pixel, _size, options.MeanNormalization);
        return corner - pixel;
    }

    /// <summary>Where the patch's corner comes to lie in B. Where all of it lies outside it sees the outermost pixels, however far outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<float> Corner(int x, int y, Vector128<float> vector) =>
        Vector128.MinNative(Vector128.MaxNative(Vector128.ConvertToSingle(Vector128.Create(x, y, 0, 0)) + vector, _least), _most);

    /// <summary>What <see cref="PatchCell.Distance"/> is, of one vector only, for which filling a cell costs more.</summary>
    private float Distance(int x, int y, Vector128<float> pixel, Vector128<float> fraction)
    {
        int bx = (int)pixel[0], by = (int)pixel[1];
        Vector256<float> s = Vector256.Create(fraction[0]), t = Vector256.Create(fraction[1]), sum = default, squares = default;
        nint strideA = level.A.Stride, strideB = level.B.Stride;
        for (int c = 0; c < _size; c += VectorMath.Lanes)
        {
            Vector256<float> mask = VectorMath.Mask(_size - c);
            ref float a = ref level.A[x + c, y], b = ref level.B[bx + c, by];
            Vector256<float> above = VectorMath.Lerp(Vector256.LoadUnsafe(ref b), Vector256.LoadUnsafe(ref b, 1), s);
            for (int r = 0; r < _size; r++)
            {
                b = ref Unsafe.Add(ref b, strideB);
                Vector256<float> below = VectorMath.Lerp(Vector256.LoadUnsafe(ref b), Vector256.LoadUnsafe(ref b, 1), s);
                Vector256<float> difference = (VectorMath.Lerp(above, below, t) - Vector256.LoadUnsafe(ref a)) & mask;
                sum += difference;
                squares = Vector256.FusedMultiplyAdd(difference, difference, squares);
                a = ref Unsafe.Add(ref a, strideA);
                above = below;
            }
        }
        float total = VectorMath.Sum(sum), square = VectorMath.Sum(squares);
        return options.MeanNormalization ? square - total * total / (_size * _size) : square;
    }

    /// <summary>The flow in the middle of a patch.</summary>
    private Vector128<float> Vector(Plane u, Plane v, int x, int y) => Vector128.Create(u[x + _size / 2, y + _size / 2], v[x + _size / 2, y + _size / 2], 0, 0);
}
