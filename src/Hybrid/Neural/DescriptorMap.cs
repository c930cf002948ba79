using System.Numerics.Tensors;
using System.Threading.Tasks;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// Dense descriptors of one image, one for each 8×8 cell of the size at which the network saw it, read at any place
/// between cells. Places are pixels of the image as it was given, centres at integers. Immutable; safe for concurrent use.
/// </summary>
public sealed class DescriptorMap
{
    /// <summary>Side of a cell in pixels of the size at which the network saw the image.</summary>
    public const int CellSide = 8;

    /// <summary>Places sampled by one task; fixed, so that nothing depends on the number of threads.</summary>
    private const int Block = 256;

    private const float A = -0.75f;

    private readonly float[] _cells;
    private readonly Homography _toSeen;
    private readonly Size _seen;
    private readonly int _threads;

    internal DescriptorMap(ScaledImage image, float[] cells, int dimension, ScalarMap reliability, ScalarMap corners, int threads)
    {
        (_cells, Dimension, Reliability, Corners, _threads) = (cells, dimension, reliability, corners, threads);
        (Size, _seen, _toSeen, Enlargement) = (image.Original, image.Image.Size(), image.FromOriginal, image.Enlargement);
    }

    /// <summary>Size of the image as it was given, in pixels.</summary>
    public Size Size { get; }

    /// <summary>Pixels of the image a pixel of the size at which the network saw it, in each axis; at least about 1.</summary>
    public Point2d Enlargement { get; }

    /// <summary>Values a descriptor.</summary>
    public int Dimension { get; }

    /// <summary>
    /// The probability, a cell, that a place finds its partner; cell (x, y) is centred on pixel (8x + 3.5, 8y + 3.5) of the
    /// size at which the network saw the image. Cells of the padding on the right and below are included.
    /// </summary>
    public ScalarMap Reliability { get; }

    /// <summary>The probability, a pixel of the size at which the network saw the image, to be a corner that another modality shows too.</summary>
    internal ScalarMap Corners { get; }

    /// <summary>Size at which the network saw the image, without padding.</summary>
    internal Size Seen => _seen;

    /// <summary>Descriptors at places, read bicubically between cells (borders repeated) and scaled to unit length.</summary>
    /// <param name="places">Pixels of the image as it was given.</param>
    /// <returns>Row-major, count × <see cref="Dimension"/>; a scalar product of two rows is their cosine.</returns>
    public float[] Sample(IReadOnlyList<Point2d> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        var descriptors = new float[places.Count * Dimension];
        int blocks = (places.Count + Block - 1) / Block;
        Parallel.For(0, blocks, Concurrency.Options(_threads), block =>
        {
            int end = Math.Min(places.Count, (block + 1) * Block);
            for (int i = block * Block; i < end; i++)
                Read(places[i], descriptors.AsSpan(i * Dimension, Dimension));
        });
        return descriptors;
    }

    /// <summary>The descriptor at one place, as <see cref="Sample(IReadOnlyList{Point2d})"/> reads it.</summary>
    /// <param name="place">A pixel of the image as it was given.</param>
    /// <param name="descriptor">Takes <see cref="Dimension"/> values of unit length.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void Sample(Point2d place, Span<float> descriptor)
    {
        if (descriptor.Length != Dimension)
            throw new ArgumentException($"A descriptor has {Dimension} values, not {descriptor.Length}.", nameof(descriptor));
        Read(place, descriptor);
    }

    private void Read(Point2d place, Span<float> descriptor)
    {
        int columns = Reliability.Width, rows = Reliability.Height;
        Point2d seen = _toSeen.Apply(place);
        (int x, float u) = Split(seen.X, columns);
        (int y, float v) = Split(seen.Y, rows);
        Span<float> across = stackalloc float[4], down = stackalloc float[4];
        Weigh(u, across);
        Weigh(v, down);
        descriptor.Clear();
        for (int j = 0; j < 4; j++)
        {
            int row = Math.Clamp(y - 1 + j, 0, rows - 1) * columns;
            for (int i = 0; i < 4; i++)
            {
                int cell = row + Math.Clamp(x - 1 + i, 0, columns - 1);
                TensorPrimitives.MultiplyAdd(_cells.AsSpan(cell * Dimension, Dimension), down[j] * across[i], descriptor, descriptor);
            }
        }
        TensorPrimitives.Divide(descriptor, MathF.Max(1e-12f, TensorPrimitives.Norm<float>(descriptor)), descriptor);
    }

    /// <summary>The cell before a pixel and the fraction of the way to the next; far outside, all four taps are the border's anyway.</summary>
    private static (int Cell, float Fraction) Split(double pixel, int cells)
    {
        double at = Math.Clamp((pixel - (CellSide - 1) / 2.0) / CellSide, -3, cells + 2);
        double floor = Math.Floor(at);
        return ((int)floor, (float)(at - floor));
    }

    /// <summary>Weights of cubic convolution (Keys, 1981) with a = −0.75.</summary>
    private static void Weigh(float t, Span<float> weights)
    {
        weights[0] = Far(t + 1);
        weights[1] = Near(t);
        weights[2] = Near(1 - t);
        weights[3] = Far(2 - t);

        static float Near(float x) => ((A + 2) * x - (A + 3)) * x * x + 1;
        static float Far(float x) => ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
    }
}
