namespace Hybrid.Neural;

/// <summary>
/// The sampler of the spatial transformer (Jaderberg et al., NIPS 2015, equations 3 to 7): reads an image at the places of
/// a grid. Equal to PyTorch's <c>grid_sample</c> and ONNX's <c>GridSample</c>. A place that is not a number is outside
/// the image: it reads 0 and passes no gradient.
/// </summary>
public static unsafe class GridSampler
{
    /// <summary>Reads images at the places of a grid.</summary>
    /// <param name="image">Images.</param>
    /// <param name="shape">All sizes.</param>
    /// <param name="grid">Places (x, y), normalised.</param>
    /// <param name="output">Filled with the values.</param>
    /// <param name="options">How to read.</param>
    /// <exception cref="ArgumentException">Lengths and shape do not fit.</exception>
    public static void Forward(float[] image, SampleShape shape, float[] grid, float[] output, SamplerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        shape.Check(image, grid, output);
        Parallel.For(0, SampleTile.Count(shape), options.Parallelism, number =>
        {
            SampleTile tile = SampleTile.At(shape, number);
            fixed (float* images = image, places = grid, outputs = output)
            {
                long planes = (long)tile.Item * shape.Channels;
                TileSampler.Forward(images + planes * shape.Plane, places + 2L * tile.Item * shape.OutputPlane, outputs + planes * shape.OutputPlane, tile, shape, options);
            }
        });
    }

    /// <summary>Gradients of a loss whose gradient by the output is given. Both results are overwritten.</summary>
    /// <param name="image">Images that were read.</param>
    /// <param name="shape">All sizes.</param>
    /// <param name="grid">Places at which they were read.</param>
    /// <param name="gradient">Gradient of the loss by the output.</param>
    /// <param name="imageGradient">Filled with the gradient by the images; null where it is not wanted.</param>
    /// <param name="gridGradient">Filled with the gradient by the grid; null where it is not wanted.</param>
    /// <param name="options">How it was read.</param>
    /// <exception cref="ArgumentException">Lengths and shape do not fit.</exception>
    public static void Backward(
        float[] image, SampleShape shape, float[] grid, float[] gradient, float[]? imageGradient, float[]? gridGradient, SamplerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        shape.Check(image, grid, gradient);
        if ((imageGradient is not null && imageGradient.Length != image.Length) || (gridGradient is not null && gridGradient.Length != grid.Length))
            throw new ArgumentException("A gradient has the length of what it belongs to.");
        if (gridGradient is not null)
            GridGradient(image, shape, grid, gradient, gridGradient, options);
        if (imageGradient is not null)
            ImageGradient(shape, grid, gradient, imageGradient, options);
    }

    private static void GridGradient(float[] image, SampleShape shape, float[] grid, float[] gradient, float[] gridGradient, SamplerOptions options)
    {
        if (options.Interpolation == SampleInterpolation.Nearest)
        {
            Array.Clear(gridGradient);
            return;
        }
        Parallel.For(0, SampleTile.Count(shape), options.Parallelism, number =>
        {
            SampleTile tile = SampleTile.At(shape, number);
            fixed (float* images = image, places = grid, gradients = gradient, results = gridGradient)
            {
                long planes = (long)tile.Item * shape.Channels, offset = 2L * tile.Item * shape.OutputPlane;
                TileSampler.GridGradient(images + planes * shape.Plane, places + offset, gradients + planes * shape.OutputPlane, results + offset, tile, shape, options);
            }
        });
    }

    // Channels are independent, so each is one thread's alone and its sums do not depend on how many threads there are.
    private static void ImageGradient(SampleShape shape, float[] grid, float[] gradient, float[] imageGradient, SamplerOptions options)
    {
        int threads = Concurrency.Within(options.Threads);
        int groups = Math.Min(shape.Channels, Math.Max(1, 2 * threads));
        Parallel.For(0, shape.Batch * groups, options.Parallelism, job =>
        {
            int item = job / groups, group = job % groups;
            int first = group * shape.Channels / groups, last = (group + 1) * shape.Channels / groups;
            Array.Clear(imageGradient, (item * shape.Channels + first) * shape.Plane, (last - first) * shape.Plane);
            fixed (float* places = grid, gradients = gradient, results = imageGradient)
            {
                long planes = (long)item * shape.Channels + first;
                int each = SampleTile.CountOfImage(shape);
                for (int number = item * each; number < (item + 1) * each; number++)
                {
                    TileSampler.ImageGradient(
                        places + 2L * item * shape.OutputPlane, gradients + planes * shape.OutputPlane, results + planes * shape.Plane,
                        last - first, SampleTile.At(shape, number), shape, options);
                }
            }
        });
    }
}
