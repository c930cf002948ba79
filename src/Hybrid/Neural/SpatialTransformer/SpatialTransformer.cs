namespace Hybrid.Neural;

/// <summary>
/// Grid generator and sampler as one differentiable step: images and parameters in, images out; backward, gradients to
/// both. The localisation network that gives the parameters is the caller's. Keeps no state.
/// </summary>
/// <param name="generator">From parameters to places.</param>
/// <param name="options">How images are read there; its corner convention must be the generator's.</param>
public sealed class SpatialTransformer(IGridGenerator generator, SamplerOptions options)
{
    /// <summary>The parameters under which the output is the input (of the same size).</summary>
    public float[] Identity => generator.Identity;

    /// <summary>Transforms images.</summary>
    /// <param name="image">Images (batch, channels, height, width).</param>
    /// <param name="channels">Planes of an image.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="parameters">θ of each image.</param>
    /// <returns>(batch, channels, grid height, grid width).</returns>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public float[] Forward(float[] image, int channels, int height, int width, ReadOnlySpan<float> parameters)
    {
        SampleShape shape = Shape(channels, height, width, parameters.Length);
        var output = new float[shape.OutputLength];
        GridSampler.Forward(image, shape, generator.Generate(parameters), output, options);
        return output;
    }

    /// <summary>Gradients of a loss by images and parameters, from its gradient by the output.</summary>
    /// <param name="image">Images that were transformed.</param>
    /// <param name="channels">Planes of an image.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="parameters">θ of each image.</param>
    /// <param name="gradient">Gradient by the output.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public (float[] Image, float[] Parameters) Backward(float[] image, int channels, int height, int width, ReadOnlySpan<float> parameters, float[] gradient)
    {
        SampleShape shape = Shape(channels, height, width, parameters.Length);
        float[] grid = generator.Generate(parameters);
        var imageGradient = new float[shape.InputLength];
        var gridGradient = new float[shape.GridLength];
        GridSampler.Backward(image, shape, grid, gradient, imageGradient, gridGradient, options);
        return (imageGradient, generator.Backward(parameters, gridGradient));
    }

    private SampleShape Shape(int channels, int height, int width, int parameters) =>
        new(parameters / generator.ParameterCount, channels, height, width, generator.Height, generator.Width);
}
