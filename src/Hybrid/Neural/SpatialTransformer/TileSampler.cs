using System.Runtime.CompilerServices;

namespace Hybrid.Neural;

/// <summary>Sampling of one tile, forward and backward. Pointers are to the first channel of the tile's image.</summary>
internal static unsafe class TileSampler
{
    private const int Pixels = SampleTile.Columns * SampleTile.Rows;

    /// <summary>Values of the tile in every channel.</summary>
    public static void Forward(float* image, float* grid, float* output, in SampleTile tile, in SampleShape shape, SamplerOptions options)
    {
        if (options.Interpolation == SampleInterpolation.Bicubic)
            BicubicForward(image, grid, output, tile, shape, options);
        else
            TableForward(image, grid, output, tile, shape, options);
    }

    /// <summary>Adds the tile's share of the gradient by some of the image's channels.</summary>
    public static void ImageGradient(float* grid, float* gradient, float* result, int channels, in SampleTile tile, in SampleShape shape, SamplerOptions options)
    {
        if (options.Interpolation == SampleInterpolation.Bicubic)
            BicubicImageGradient(grid, gradient, result, channels, tile, shape, options);
        else
            TableImageGradient(grid, gradient, result, channels, tile, shape, options);
    }

    /// <summary>Gradient by the tile's places; not for nearest-pixel sampling, which has none.</summary>
    public static void GridGradient(float* image, float* grid, float* gradient, float* result, in SampleTile tile, in SampleShape shape, SamplerOptions options)
    {
        if (options.Interpolation == SampleInterpolation.Bicubic)
            BicubicGridGradient(image, grid, gradient, result, tile, shape, options);
        else
            BilinearGridGradient(image, grid, gradient, result, tile, shape, options);
    }

    [SkipLocalsInit]
    private static void TableForward(float* image, float* grid, float* output, in SampleTile tile, in SampleShape shape, SamplerOptions options)
    {
        var horizontal = new SampleAxis(shape.Width, options);
        var vertical = new SampleAxis(shape.Height, options);
        int* starts = stackalloc int[Pixels];
        float* weights = stackalloc float[4 * Pixels];
        var taps = new BilinearTaps { Base = starts, Top = weights, Bottom = weights + 2 * Pixels };
        Fill(grid, tile, horizontal, vertical, options, ref taps);
        bool bilinear = options.Interpolation == SampleInterpolation.Bilinear;
        int step = bilinear ? 2 : 1;
        for (int c = 0; c < shape.Channels; c += step, image += step * shape.Plane, output += step * shape.OutputPlane)
        {
            for (int r = 0; r < tile.Height; r++)
            {
                float* to = output + tile.Offset(r);
                if (!bilinear)
                    NearestKernel.Forward(starts + r * SampleTile.Columns, tile.Width, image, to);
                else if (c + 1 < shape.Channels)
                    BilinearKernel.Forward(taps.Row(r), tile.Width, image, image + shape.Plane, to, to + shape.OutputPlane, c + 3 < shape.Channels ? 2 * shape.Plane : 0);
                else
                    BilinearKernel.Forward(taps.Row(r), tile.Width, image, to);
            }
        }
    }

    [SkipLocalsInit]
    private static void TableImageGradient(float* grid, float* gradient, float* result, int channels, in SampleTile tile, in SampleShape shape, SamplerOptions options)
    {
        var horizontal = new SampleAxis(shape.Width, options);
        var vertical = new SampleAxis(shape.Height, options);
        int* starts = stackalloc int[Pixels];
        float* weights = stackalloc float[4 * Pixels];
        var taps = new BilinearTaps { Base = starts, Top = weights, Bottom = weights + 2 * Pixels };
        Fill(grid, tile, horizontal, vertical, options, ref taps);
        bool bilinear = options.Interpolation == SampleInterpolation.Bilinear;
        int step = bilinear ? 2 : 1;
        for (int c = 0; c < channels; c += step, gradient += step * shape.OutputPlane, result += step * shape.Plane)
        {
            for (int r = 0; r < tile.Height; r++)
            {
                float* from = gradient + tile.Offset(r);
                if (!bilinear)
                    NearestKernel.ImageGradient(starts + r * SampleTile.Columns, tile.Width, from, result);
                else if (c + 1 < channels)
                    BilinearKernel.ImageGradient(taps.Row(r), tile.Width, from, from + shape.OutputPlane, result, result + shape.Plane, c + 3 < channels ? 2 * shape.Plane : 0);
                else
                    BilinearKernel.ImageGradient(taps.Row(r), tile.Width, from, result);
            }
        }
    }

    [SkipLocalsInit]
    private static void BilinearGridGradient(float* image, float* grid, float* gradient, float* result, in SampleTile tile, in SampleShape shape, SamplerOptions options)
    {
        var horizontal = new SampleAxis(shape.Width, options);
        var vertical = new SampleAxis(shape.Height, options);
        int* starts = stackalloc int[Pixels];
        float* buffer = stackalloc float[8 * Pixels];
        var taps = new BilinearTaps { Base = starts, Top = buffer, Bottom = buffer + 2 * Pixels };
        taps.Fill(grid, tile, horizontal, vertical);
        float* top = buffer + 4 * Pixels, bottom = top + 2 * Pixels;
        new Span<float>(top, 4 * Pixels).Clear();
        for (int c = 0; c < shape.Channels; c += 2)
        {
            float* from = image + (long)c * shape.Plane, by = gradient + (long)c * shape.OutputPlane;
            for (int r = 0; r < tile.Height; r++)
            {
                int slot = 2 * r * SampleTile.Columns;
                float* g = by + tile.Offset(r);
                if (c + 1 < shape.Channels)
                    BilinearKernel.TapSums(taps.Row(r), tile.Width, from, from + shape.Plane, g, g + shape.OutputPlane, top + slot, bottom + slot, c + 3 < shape.Channels ? 2 * shape.Plane : 0);
                else
                    BilinearKernel.TapSums(taps.Row(r), tile.Width, from, g, top + slot, bottom + slot);
            }
        }
        for (int r = 0; r < tile.Height; r++)
        {
            int slot = 2 * r * SampleTile.Columns, offset = 2 * tile.Offset(r);
            for (int i = 0; i < tile.Width; i++)
                PlaceGradient(top + slot, bottom + slot, i, grid + offset + 2 * i, result + offset + 2 * i, horizontal, vertical);
        }
    }

    /// <summary>The gradient by one place from the sums at its taps.</summary>
    private static void PlaceGradient(float* top, float* bottom, int pixel, float* place, float* result, SampleAxis horizontal, SampleAxis vertical)
    {
        float x = horizontal.Pad(horizontal.ToPixel(place[0]), out float dx), y = vertical.Pad(vertical.ToPixel(place[1]), out float dy);
        BilinearTaps.Pair(x, horizontal.Size, out float left, out float right);
        BilinearTaps.Pair(y, vertical.Size, out float above, out float below);
        BilinearTaps.PairSlopes(x, horizontal.Size, out float leftSlope, out float rightSlope);
        BilinearTaps.PairSlopes(y, vertical.Size, out float aboveSlope, out float belowSlope);
        int slot = BilinearTaps.Slot(pixel);
        float a = top[slot], b = top[slot + 1], c = bottom[slot], d = bottom[slot + 1];
        result[0] = dx * horizontal.Slope * (above * (leftSlope * a + rightSlope * b) + below * (leftSlope * c + rightSlope * d));
        result[1] = dy * vertical.Slope * (aboveSlope * (left * a + right * b) + belowSlope * (left * c + right * d));
    }

    // Sixteen taps a pixel are a large table, so it is made for one row at a time.
    [SkipLocalsInit]
    private static void BicubicForward(float* image, float* grid, float* output, in SampleTile tile, in SampleShape shape, SamplerOptions options)
    {
        var horizontal = new SampleAxis(shape.Width, options);
        var vertical = new SampleAxis(shape.Height, options);
        BicubicTaps* columns = stackalloc BicubicTaps[2 * SampleTile.Columns];
        BicubicTaps* rows = columns + SampleTile.Columns;
        for (int r = 0; r < tile.Height; r++)
        {
            int offset = tile.Offset(r);
            BicubicKernel.Fill(grid + 2 * offset, tile.Width, horizontal, vertical, options.Padding == SamplePadding.Zeros, columns, rows);
            for (int c = 0; c < shape.Channels; c++)
                BicubicKernel.Forward(columns, rows, tile.Width, image + (long)c * shape.Plane, output + (long)c * shape.OutputPlane + offset, shape.Width);
        }
    }

    [SkipLocalsInit]
    private static void BicubicImageGradient(float* grid, float* gradient, float* result, int channels, in SampleTile tile, in SampleShape shape, SamplerOptions options)
    {
        var horizontal = new SampleAxis(shape.Width, options);
        var vertical = new SampleAxis(shape.Height, options);
        BicubicTaps* columns = stackalloc BicubicTaps[2 * SampleTile.Columns];
        BicubicTaps* rows = columns + SampleTile.Columns;
        for (int r = 0; r < tile.Height; r++)
        {
            int offset = tile.Offset(r);
            BicubicKernel.Fill(grid + 2 * offset, tile.Width, horizontal, vertical, options.Padding == SamplePadding.Zeros, columns, rows);
            for (int c = 0; c < channels; c++)
                BicubicKernel.ImageGradient(columns, rows, tile.Width, gradient + (long)c * shape.OutputPlane + offset, result + (long)c * shape.Plane, shape.Width);
        }
    }

    [SkipLocalsInit]
    private static void BicubicGridGradient(float* image, float* grid, float* gradient, float* result, in SampleTile tile, in SampleShape shape, SamplerOptions options)
    {
        var horizontal = new SampleAxis(shape.Width, options);
        var vertical = new SampleAxis(shape.Height, options);
        BicubicTaps* columns = stackalloc BicubicTaps[2 * SampleTile.Columns];
        BicubicTaps* rows = columns + SampleTile.Columns;
        for (int r = 0; r < tile.Height; r++)
        {
            int offset = tile.Offset(r);
            float* places = result + 2 * offset;
            BicubicKernel.Fill(grid + 2 * offset, tile.Width, horizontal, vertical, options.Padding == SamplePadding.Zeros, columns, rows);
            new Span<float>(places, 2 * tile.Width).Clear();
            for (int c = 0; c < shape.Channels; c++)
                BicubicKernel.PlaceGradient(columns, rows, tile.Width, image + (long)c * shape.Plane, gradient + (long)c * shape.OutputPlane + offset, shape.Width, places);
            for (int i = 0; i < tile.Width; i++)
            {
                places[2 * i] *= horizontal.Slope;
                places[2 * i + 1] *= vertical.Slope;
            }
        }
    }

    private static void Fill(float* grid, in SampleTile tile, SampleAxis horizontal, SampleAxis vertical, SamplerOptions options, ref BilinearTaps taps)
    {
        if (options.Interpolation == SampleInterpolation.Bilinear)
        {
            taps.Fill(grid, tile, horizontal, vertical);
            return;
        }
        for (int r = 0; r < tile.Height; r++)
            NearestKernel.Fill(grid + 2 * tile.Offset(r), tile.Width, horizontal, vertical, taps.Base + r * SampleTile.Columns);
    }
}
