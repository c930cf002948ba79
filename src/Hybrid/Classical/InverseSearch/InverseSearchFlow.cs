using Hybrid.Classical.InverseSearch;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Classical;

/// <summary>
/// Dense inverse search optical flow (Kroeger et al., Fast Optical Flow using Dense Inverse Search, ECCV 2016): from coarse
/// to fine, patches are searched, their vectors are spread to pixels, and the flow is refined. Buffers are kept from one
/// pair to the next, so that an instance must not be used by several threads at once.
/// </summary>
/// <param name="options">Scales, patches, refinement; null for the defaults.</param>
/// <param name="threads">Threads to use; 0 means all cores. The result has the same bits for any number.</param>
/// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
public sealed class InverseSearchFlow(InverseSearchOptions? options = null, int threads = 0)
{
    private readonly InverseSearchOptions _options = Checked(options ?? new InverseSearchOptions());
    private readonly ImagePyramid _pyramid = new();
    private readonly PatchGrid _grid = new();
    private readonly Plane _weights = new();
    private readonly VariationalRefinement _refinement = new(options ?? new InverseSearchOptions());

    /// <summary>Flow from A to B.</summary>
    /// <param name="a">8-bit, one channel.</param>
    /// <param name="b">8-bit, one channel, same size.</param>
    /// <param name="initial">
    /// Flow of the same size that is tried besides what the coarser levels find, not modified; unknown vectors count as zero.
    /// Null for none.
    /// </param>
    /// <param name="cancellationToken">Looked at between stages.</param>
    /// <returns>Flow of all pixels, none unknown.</returns>
    /// <exception cref="ArgumentException">
    /// The images are not of one size, 8 bits and one channel, or a side is shorter than a patch. Where images are too
    /// small for the finest scale asked for, finer ones are searched.
    /// </exception>
    public FlowField Compute(Mat a, Mat b, FlowField? initial = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Check(a, b, initial);
        int patch = _options.PatchSize;
        int coarsest = ImagePyramid.Coarsest(a.Width, a.Height, patch), finest = Math.Min(_options.FinestScale, coarsest);
        var stripes = new Stripes(threads, cancellationToken);
        _pyramid.Build(a, b, finest, coarsest, patch, initial is not null, stripes);
        for (int scale = coarsest; scale >= finest; scale--)
        {
            PyramidLevel level = _pyramid[scale];
            if (scale == coarsest)
            {
                level.U.Clear();
                level.V.Clear();
            }
            else
            {
                PyramidLevel coarser = _pyramid[scale + 1];
                stripes.Rows(level.Width, level.Height, (from, to) => FlowResampling.Rows(coarser, level, from, to));
            }
            if (initial is not null)
                FlowResampling.Reduce(initial, level, 1f / (1 << scale));
            _grid.Reshape(level.Width, level.Height, patch, _options.PatchStride);
            _weights.Reshape(level.Width, level.Height);
            stripes.Run(PatchSearch.StripeCount, level.Width * level.Height, new PatchSearch(level, _grid, _options, initial is not null).Stripe);
            stripes.Rows(level.Width, level.Height, (from, to) => Densification.Rows(level, _grid, patch, _options.PatchStride, _weights, from, to));
            if (_options.VariationalIterations > 0)
                _refinement.Refine(level, stripes);
        }
        var flow = new FlowField(a.Width, a.Height, GC.AllocateUninitializedArray<float>(2 * a.Width * a.Height));
        stripes.Rows(flow.Width, flow.Height, (from, to) => FlowResampling.Rows(_pyramid[finest], 1 << finest, flow, from, to));
        return flow;
    }

    private static InverseSearchOptions Checked(InverseSearchOptions options)
    {
        options.Validate();
        return options;
    }

    private void Check(Mat a, Mat b, FlowField? initial)
    {
        if (a.Type() != MatType.CV_8UC1 || b.Type() != MatType.CV_8UC1)
            throw new ArgumentException("Both images are 8-bit with one channel.", nameof(a));
        if (a.Size() != b.Size())
            throw new ArgumentException($"The images are of one size, not {a.Width}x{a.Height} and {b.Width}x{b.Height}.", nameof(b));
        if (Math.Min(a.Width, a.Height) < _options.PatchSize)
            throw new ArgumentException($"An image of {a.Width}x{a.Height} holds no patch of {_options.PatchSize} pixels.", nameof(a));
        if (initial is not null && (initial.Width != a.Width || initial.Height != a.Height))
            throw new ArgumentException($"The flow to start from is {initial.Width}x{initial.Height}, the images are {a.Width}x{a.Height}.", nameof(initial));
    }
}
