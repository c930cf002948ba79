using OpenCvSharp;

namespace Hybrid.Overlap;

/// <summary>What two images share. Owns both masks. Its status is always ok: that two images share nothing is an answer.</summary>
public sealed record OverlapResult : MethodResult, IDisposable
{
    /// <summary>Probability from which a pair counts as overlapping: above one half, since a stranger let in costs more than a neighbour missed.</summary>
    public const double Decision = 0.6;

    /// <summary>Takes ownership of both masks.</summary>
    /// <param name="a">CV_8UC1 of A's size, 255 where B sees it.</param>
    /// <param name="b">CV_8UC1 of B's size, 255 where A sees it.</param>
    /// <param name="probability">Probability that the images overlap at all, 0..1.</param>
    public OverlapResult(Mat a, Mat b, double probability)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        (A, B, Probability) = (a, b, probability);
        FractionA = Cv2.CountNonZero(a) / (double)a.Total();
        FractionB = Cv2.CountNonZero(b) / (double)b.Total();
    }

    /// <summary>CV_8UC1 of A's size, 255 where B sees it; empty of set pixels where the images do not overlap.</summary>
    public Mat A { get; }

    /// <summary>CV_8UC1 of B's size, 255 where A sees it.</summary>
    public Mat B { get; }

    /// <summary>Probability that the images overlap at all, 0..1.</summary>
    public double Probability { get; }

    /// <summary>Share of A that B sees, 0..1.</summary>
    public double FractionA { get; }

    /// <summary>Share of B that A sees, 0..1.</summary>
    public double FractionB { get; }

    /// <summary>Whether the images are held to overlap.</summary>
    public bool Overlaps => Probability >= Decision;

    /// <inheritdoc />
    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
    }
}
