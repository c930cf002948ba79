using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Restoration;

namespace Hybrid.Evaluation.Methods;

/// <summary>A deblurring method under evaluation that sees the blurred image and nothing else.</summary>
/// <param name="deblurrer">The method; null returns its input, to compare with.</param>
public sealed class RestorationMethod(IDeblurrer? deblurrer) : IPairMethod
{
    /// <summary>The method that returns its input.</summary>
    public const string Input = "blurred";

    private const string AutoName = "deblur-auto", NetworkName = "deblur-network";

    /// <summary>Names of the methods in evaluations, where <c>auto</c> is an aligner.</summary>
    public static IReadOnlyList<string> Names { get; } = [Input, "deblur", AutoName, NetworkName, "blind", .. DeblurrerCatalogue.Names.Where(DeblurrerCatalogue.NeedsKernel)];

    /// <summary>Creates a method, and loads its network where it has one.</summary>
    /// <param name="spec">As for <see cref="DeblurrerCatalogue.Create"/>, or <c>deblur</c> for the default method and <c>deblur-auto</c> and <c>deblur-network</c> for <c>auto</c> and <c>network</c>, with their options, or <see cref="Input"/>.</param>
    /// <param name="settings">Threads, and the folder of models.</param>
    /// <exception cref="InputException">The method, an option or the model is unknown.</exception>
    public static IPairMethod Create(MethodSpec spec, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Name == Input)
            return spec.Options.Count == 0 ? new RestorationMethod(null) : throw new InputException($"method '{Input}' takes no options");
        MethodSpec own = spec.Name switch
        {
            "deblur" => Renamed(spec, DeblurrerCatalogue.Default),
            AutoName => Renamed(spec, "auto"),
            NetworkName => Renamed(spec, "network"),
            _ => spec,
        };
        DeblurrerCatalogue.Require(own);
        return DeblurrerCatalogue.NeedsKernel(own.Name) ? new KnownBlurMethod(own, settings) : new RestorationMethod(DeblurrerCatalogue.Create(own, settings, null));
    }

    /// <inheritdoc />
    public AnswerKind? AnswerTo(TaskKind task) => task == TaskKind.Restoration ? AnswerKind.Image : null;

    /// <inheritdoc />
    public Prediction Predict(PredictionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (deblurrer is null)
            return new ImagePrediction(Input, request.Images.A.Clone());
        DeblurResult result = deblurrer.DeblurWithReason(request.Images.A, null, cancellationToken);
        return new ImagePrediction(result.MethodUsed, result.Image);
    }

    private static MethodSpec Renamed(MethodSpec spec, string name) => MethodSpec.Parse(name + spec.ToString()[spec.Name.Length..]);
}
