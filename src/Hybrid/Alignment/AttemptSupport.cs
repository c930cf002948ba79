using Hybrid.Geometry;
using Hybrid.Verification;
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

    /// <summary>
    /// Whether clearly more of the overlap agrees under another homography that was found, so that this one cannot be right, whether or
    /// not the other is: by gradients or by descriptors, and not less by either.
    /// </summary>
    /// <param name="candidate">The one in question.</param>
    /// <param name="all">Every candidate so far.</param>
    /// <param name="a">Size of A.</param>
    public static bool IsOutdone(Candidate candidate, IReadOnlyList<Candidate> all, Size a) =>
        all.Any(o => IsLess(candidate.Verification, o.Verification) && !IsSame(candidate.Model.Homography, o.Model.Homography, a));

    /// <summary>Whether clearly less of the overlap agrees with one than with another that is seen at about as many places.</summary>
    public static bool IsLess(AlignmentVerdict candidate, AlignmentVerdict rival)
    {
        if (candidate.Evidence?.Everywhere is not { } one || rival.Evidence?.Everywhere is not { } other || other.Telling.Places < Math.Max(EnoughPlaces, one.Telling.Places / 2))
            return false;
        bool fewer = one.Telling.IsBelow(other.Telling), more = other.Telling.IsBelow(one.Telling);
        if (one.TellingDescriptors is not { } its || other.TellingDescriptors is not { } others)
            return fewer;
        return (fewer && !others.IsBelow(its)) || (its.IsBelow(others) && !more);
    }

    /// <summary>Whether two homographies send A to the same place, to within a hundredth of its diagonal.</summary>
    public static bool IsSame(in Homography one, in Homography other, Size a) =>
        one.DistanceTo(other, a).Mean <= SameShare * Math.Sqrt((double)a.Width * a.Width + (double)a.Height * a.Height);
}
