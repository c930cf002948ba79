using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>What the attempts so far say for making costlier ones.</summary>
internal static class AttemptSupport
{
    private const double LeastConfidence = 0.1;
    private const int LeastInliers = 12;
    private const double LeastShare = 0.1;

    // In excess of chance: half of what the least of right homographies reaches, between modalities too.
    private const double LeastGradients = 0.08, LeastDescriptors = 0.2;

    // Found so often with so many inliers a homography is as exact as it gets; what refuses it then is the images.
    private const int Often = 3, ManyInliers = 40;
    private const double StillOpen = 0.5;
    private const double SameShare = 0.01;

    // Of fewer places no share says anything.
    private const int EnoughPlaces = 60;

    /// <summary>Whether a candidate may be right, so that finding more of the same is worth while.</summary>
    public static bool IsSupported(Candidate candidate) =>
        candidate.Verification.Confidence >= LeastConfidence
        || (candidate.Model.Inliers.Length >= Math.Max(LeastInliers, LeastShare * candidate.MatchCount) && !IsContradicted(candidate));

    /// <summary>
    /// Whether the overlap agrees hardly better than by chance, once what lies at the same place in both images is left out: its
    /// inliers are a caption's or a frame's, however many.
    /// </summary>
    public static bool IsContradicted(Candidate candidate) =>
        candidate.Verification.Evidence?.Everywhere is { } places
        && (places.IsOverlay || (places.Telling.Places >= EnoughPlaces
            && places.Telling.Excess < LeastGradients && (places.TellingDescriptors?.Excess ?? 0) < LeastDescriptors));

    /// <summary>Whether attempts keep finding one homography by many matches, which verification keeps refusing.</summary>
    /// <param name="all">Every candidate so far.</param>
    /// <param name="a">Size of A.</param>
    public static bool IsRefusedAgain(IReadOnlyList<Candidate> all, Size a)
    {
        if (all.Any(c => c.Verification.Confidence >= StillOpen))
            return false;
        Candidate[] many = [.. all.Where(c => c.Model.Inliers.Length >= ManyInliers)];
        return many.Any(one => many.Count(other => IsSame(one.Model.Homography, other.Model.Homography, a)) >= Often);
    }

    /// <summary>Whether two homographies send A to the same place, to within a hundredth of its diagonal.</summary>
    public static bool IsSame(in Homography one, in Homography other, Size a) =>
        one.DistanceTo(other, a).Mean <= SameShare * Math.Sqrt((double)a.Width * a.Width + (double)a.Height * a.Height);
}
