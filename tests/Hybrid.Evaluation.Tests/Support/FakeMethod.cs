using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Geometry;

namespace Hybrid.Evaluation.Tests.Support;

/// <summary>A method whose answers depend on the pair's name, the spec and the seed alone.</summary>
internal sealed class FakeMethod(MethodSpec spec, int seed) : IPairMethod
{
    public static FakeMethod Create(MethodSpec spec, AlignerSettings settings) => new(spec, settings.Seed);

    public AnswerKind? AnswerTo(TaskKind task) => AnswerKind.Motion;

    public Prediction Predict(PredictionRequest request, CancellationToken cancellationToken)
    {
        if (spec.Name == "throws")
            throw new InvalidOperationException("no luck\nwith this one");
        if (spec.Name == "nonsense")
            return Answer(new Homography(double.NaN, 0, 0, 0, 1, 0, 0, 0, 1), ResultStatus.Ok);
        if (spec.Name == "gives-up")
            return Answer(Homography.Translation(3, 4), ResultStatus.Failed);
        if (spec.Name == "slow")
            Thread.Sleep(20);
        uint hash = 2166136261;
        foreach (char c in FormattableString.Invariant($"{request.Images.Name}|{spec}|{seed}"))
            hash = (hash ^ c) * 16777619;
        double shift = hash % 1000 / 250.0 * (spec.Name == "good" ? 0.5 : 1);
        return Answer(Homography.Translation(shift, 0), ResultStatus.Ok);
    }

    /// <summary>Matches of the method <c>many</c>.</summary>
    public const int Many = 100;

    private AlignmentPrediction Answer(Homography h, ResultStatus status) => new(new AlignmentResult
    {
        Status = status,
        Reason = status == ResultStatus.Ok ? ReasonCode.Verified : ReasonCode.TooFewInliers,
        MethodRequested = spec.Name,
        MethodUsed = spec.Name,
        Homography = h,
        Confidence = 0.5,
        Inliers = [.. Enumerable.Range(0, spec.Name == "many" ? Many : 1).Select(i => new PointMatch(new(1 + i % 20, 2 + i / 20), h.Apply(new(1 + i % 20, 2 + i / 20)), 1))],
        Provenance = [new ProvenanceStep("guess", StepOutcome.Accepted, ReasonCode.Verified, "a hash", 1.5)],
    });
}
