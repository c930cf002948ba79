using System.Text.Json.Serialization;

namespace Hybrid.Stitching.Report;

/// <summary>The form of <c>stitch.json</c>: a stitching with every decision. Its keys are a contract: more may be added, none renamed.</summary>
internal sealed class StitchDocument
{
    private readonly StitchResult _result;
    private readonly IReadOnlyList<string> _files;
    private readonly IReadOnlyList<IReadOnlyList<OverlapReview>>? _reviews;

    /// <summary>The form of a result. Not public, so that the generated code need not know how to read one.</summary>
    /// <param name="result">The stitching.</param>
    /// <param name="files">The panoramas' files.</param>
    /// <param name="reviews">Reviews of the overlaps of each panorama; null where nobody looked.</param>
    internal StitchDocument(StitchResult result, IReadOnlyList<string> files, IReadOnlyList<IReadOnlyList<OverlapReview>>? reviews) =>
        (_result, _files, _reviews) = (result, files, reviews);

    /// <summary>Whether there is a panorama.</summary>
    public string Status => KebabCase.Of(_result.Status);

    /// <summary>Why.</summary>
    public string Reason => KebabCase.Of(_result.Reason);

    /// <summary>The method asked for.</summary>
    public string MethodRequested => _result.MethodRequested;

    /// <summary>The method whose answer this is.</summary>
    public string MethodUsed => _result.MethodUsed;

    /// <summary>The panoramas that were written.</summary>
    public IReadOnlyList<PanoramaPart> Panoramas => [.. _files.Select((file, i) => PanoramaPart.Of(file, _result.Panoramas[i]))];

    /// <summary>What became of each image.</summary>
    public IReadOnlyList<ImagePart> Images => [.. _result.Images.Select(i =>
        new ImagePart(i.Name, KebabCase.Of(i.Outcome), i.Reason, i.Advice, i.Panorama, i.Width, i.Height, i.Keypoints))];

    /// <summary>Every pair that was compared.</summary>
    public IReadOnlyList<PairPart> Pairs => [.. _result.Pairs.Select(PairPart.Of)];

    /// <summary>How well images agree where they overlap; left out where nobody looked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OverlapPart>? Overlaps => _reviews is null ? null : [.. _reviews.SelectMany((list, i) => list.Select(r => new OverlapPart(
        i, r.A, r.B, r.Area, Rounded(r.PixelsBefore), Rounded(r.PixelsAfter), Rounded(r.Before), Rounded(r.After), Rounded(r.Ghost))))];

    /// <summary>What dense refinement did.</summary>
    public IReadOnlyList<RefinementPart> Refinements => [.. _result.Overlaps.Select(o => new RefinementPart(
        o.Image, o.Against, KebabCase.Of(o.Outcome), KebabCase.Of(o.Reason), o.By, Rounded(o.Before), Rounded(o.After), Rounded(o.Largest), Math.Round(o.Milliseconds, 1)))];

    /// <summary>What every stage did.</summary>
    public IReadOnlyList<StagePart> Stages => [.. _result.Provenance.Select(s => new StagePart(s.Step, KebabCase.Of(s.Outcome), s.Evidence, Math.Round(s.Milliseconds, 1)))];

    private static double Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 4) : -1;

    /// <summary>A panorama.</summary>
    internal sealed record PanoramaPart(string File, int Width, int Height, string Projection, string Solver, double MedianErrorPx, double Stretch,
        double FieldOfViewDeg, double VerticalFieldOfViewDeg, int Images)
    {
        /// <summary>The form of a panorama.</summary>
        public static PanoramaPart Of(string file, Panorama p) => new(
            file, p.Image.Width, p.Image.Height, KebabCase.Of(p.Surface), p.Solver, Rounded(p.MedianError), Rounded(p.Stretch), Rounded(p.FieldOfView), Rounded(p.VerticalFieldOfView), p.Members.Count);
    }

    /// <summary>What became of an image.</summary>
    internal sealed record ImagePart(string Name, string Outcome, string Reason, string Advice, int Panorama, int Width, int Height, int Keypoints);

    /// <summary>A pair that was compared.</summary>
    internal sealed record PairPart(int A, int B, bool Linked, string Reason, string Evidence, double Confidence, int Inliers, int Matches, double Overlap,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double[]? Homography, IReadOnlyList<StepDocument> Steps)
    {
        /// <summary>The form of a pair.</summary>
        public static PairPart Of(PairDecision p) => new(
            p.A, p.B, p.IsLinked, KebabCase.Of(p.Reason), p.Evidence, Rounded(p.Confidence), p.Inliers.Count, p.MatchCount, Rounded(p.Overlap),
            p.Homography?.ToRowMajor(), [.. p.Steps.Select(s => StepDocument.Of(s) with { Ms = Math.Round(s.Milliseconds, 1) })]);
    }

    /// <summary>How two images agree.</summary>
    internal sealed record OverlapPart(int Panorama, int A, int B, long AreaPx, double ResidualBeforePx, double ResidualAfterPx,
        double DisagreementBefore, double DisagreementAfter, double GhostScore);

    /// <summary>What dense refinement did to an image.</summary>
    internal sealed record RefinementPart(int Image, IReadOnlyList<int> Against, string Outcome, string Reason, string By,
        double DisagreementBefore, double DisagreementAfter, double LargestPx, double Ms);

    /// <summary>What a stage did.</summary>
    internal sealed record StagePart(string Stage, string Outcome, string Text, double Ms);
}
