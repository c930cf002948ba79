using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Overlap;
using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>A method that finds overlap masks, under evaluation: <c>overlap</c> is the network, <c>overlap-classic</c> a verified homography.</summary>
/// <param name="finder">The method.</param>
public sealed class OverlapMethod(IOverlapFinder finder) : IPairMethod
{
    private const string Prefix = "overlap-";

    /// <summary>Names of the methods in evaluations.</summary>
    public static IReadOnlyList<string> Names { get; } = ["overlap", .. OverlapCatalogue.Names.Where(n => n != OverlapCatalogue.Network).Select(n => Prefix + n)];

    /// <summary>Creates the method that a spec names.</summary>
    /// <exception cref="InputException">An option or the model is unknown.</exception>
    public static OverlapMethod Create(MethodSpec spec, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string own = spec.Name == Names[0] ? OverlapCatalogue.Network : spec.Name[Prefix.Length..];
        return new OverlapMethod(OverlapCatalogue.Create(spec.As(own), settings));
    }

    /// <inheritdoc />
    public AnswerKind? AnswerTo(TaskKind task) => task is TaskKind.Overlap or TaskKind.Alignment ? AnswerKind.Masks : null;

    /// <inheritdoc />
    public Prediction Predict(PredictionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using OverlapResult masks = finder.Find(request.Images, cancellationToken);
        return new OverlapPrediction(masks.MethodUsed, Bits(masks.A), Bits(masks.B), masks.Probability);
    }

    private static bool[] Bits(Mat mask)
    {
        mask.GetArray(out byte[] bytes);
        return Array.ConvertAll(bytes, b => b != 0);
    }
}
