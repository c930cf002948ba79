using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;
using Hybrid.Restoration;

namespace Hybrid.Evaluation.Methods;

/// <summary>
/// A deblurring method under evaluation. Those that must know the blur are told it by the pair, so their figures say what
/// knowing it would give; without one, and on pairs of another task, they fail.
/// </summary>
public sealed class RestorationMethod : IPairMethod
{
    /// <summary>The method that returns its input, to compare with.</summary>
    public const string Input = "blurred";

    private const string AutoName = "deblur-auto", NetworkName = "deblur-network";

    private readonly MethodSpec _spec;
    private readonly AlignerSettings _settings;
    private readonly IDeblurrer? _ready;

    /// <summary>Creates the method, and loads its network where it has one.</summary>
    /// <param name="spec">As for <see cref="DeblurrerCatalogue.Create"/>, or <c>deblur</c> for the default method and <c>deblur-auto</c> and <c>deblur-network</c> for <c>auto</c> and <c>network</c>, with their options, or <see cref="Input"/>.</param>
    /// <param name="settings">Threads, and the folder of models.</param>
    /// <exception cref="InputException">The method, an option or the model is unknown.</exception>
    public RestorationMethod(MethodSpec spec, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _spec = spec.Name switch
        {
            "deblur" => Renamed(spec, DeblurrerCatalogue.Default),
            AutoName => Renamed(spec, "auto"),
            NetworkName => Renamed(spec, "network"),
            _ => spec,
        };
        _settings = settings;
        if (spec.Name == Input)
        {
            if (spec.Options.Count > 0)
                throw new InputException($"method '{Input}' takes no options");
            return;
        }
        DeblurrerCatalogue.Require(_spec);
        if (!DeblurrerCatalogue.NeedsKernel(_spec.Name))
            _ready = DeblurrerCatalogue.Create(_spec, settings, null);
    }

    /// <summary>Names of the methods in evaluations, where <c>auto</c> is an aligner.</summary>
    public static IReadOnlyList<string> Names { get; } = [Input, "deblur", AutoName, NetworkName, "blind", .. DeblurrerCatalogue.Names.Where(DeblurrerCatalogue.NeedsKernel)];

    /// <inheritdoc />
    public Prediction Predict(ImagePair pair, CancellationToken cancellationToken) => Restore(pair, null, cancellationToken);

    /// <inheritdoc />
    public Prediction Predict(Scene scene, TaskKind task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return scene.Truth is SharpTruth truth
            ? Restore(scene.Images, truth.Kernel, cancellationToken)
            : new FailedPrediction(_spec.Name, "unavailable", "restores images, and this pair is of another task");
    }

    private static MethodSpec Renamed(MethodSpec spec, string name) => MethodSpec.Parse(name + spec.ToString()[spec.Name.Length..]);

    private Prediction Restore(ImagePair pair, BlurKernel? kernel, CancellationToken cancellationToken)
    {
        if (_spec.Name == Input)
            return new ImagePrediction(Input, pair.A.Clone());
        if (_ready is null && kernel is null)
            return new FailedPrediction(_spec.Name, "unavailable", "must know the blur, and the pair does not tell it");
        IDeblurrer deblurrer = _ready ?? DeblurrerCatalogue.Create(_spec, _settings, kernel);
        DeblurResult result = deblurrer.DeblurWithReason(pair.A, null, cancellationToken);
        return new ImagePrediction(result.Method, result.Image);
    }
}
