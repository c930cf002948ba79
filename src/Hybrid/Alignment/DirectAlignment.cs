using System.Globalization;
using Hybrid.Geometry;
using Hybrid.Neural;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// Alignment where no feature matches: a localisation network's homography, made exact by photometric registration, and
/// believed only if it beats what registration reaches from starts that are certainly wrong (<see cref="DirectEvidence"/>).
/// </summary>
public sealed class DirectAlignment
{
    /// <summary>Name in provenance.</summary>
    public const string Step = "direct";

    private const int LeastPlaces = 16;
    private const double NearlyAll = 0.9, MostWithoutPeak = 0.9;

    private const int LongSide = 320;
    private const int Coarse = 160;
    private const double SamePlace = 0.03;

    // Taken where no wrong start could be registered at all: that tells nothing, so it must not count as no chance.
    private const double UnknownChance = 0.5;

    private const double Hopeless = 0.3;

    private readonly Lazy<HomographyNetwork> _network;
    private readonly AlignerSettings _settings;

    /// <summary>Creates the start.</summary>
    /// <param name="network">Loaded when first needed.</param>
    /// <param name="settings">Threads.</param>
    public DirectAlignment(Lazy<HomographyNetwork> network, AlignerSettings settings)
    {
        (_network, _settings) = (network, settings);
    }

    /// <summary>The network, loaded.</summary>
    /// <exception cref="InputException">The model is missing or cannot be used.</exception>
    public HomographyNetwork Load() => _network.Value;

    /// <summary>Finds a homography without features.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="witness">Asked where gradients leave a doubt about a homography; null, also as its value, means never.</param>
    /// <param name="cancellationToken">Stops between two registrations.</param>
    /// <returns>A to B, and what is to be thought of it.</returns>
    /// <exception cref="InputException">The model is missing or cannot be used.</exception>
    public (Homography Homography, AlignmentVerdict Verification) Find(ImagePair pair, Lazy<DescriptorNetwork?>? witness = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        (Homography forward, double related) = Load().Estimate(pair.GrayA, pair.GrayB);
        (Homography backward, double relatedBack) = Load().Estimate(pair.GrayB, pair.GrayA);
        using Mat a = FlatImage.Make(pair.GrayA, LongSide, out double sa), b = FlatImage.Make(pair.GrayB, LongSide, out double sb);
        var candidates = new List<Homography> { forward };
        if (backward.Inverse() is { } inverse)
            candidates.Add(inverse);
        List<PhotometricResult> fitted = [.. candidates
            .Select(h => Fit(a, b, h.Conjugate(sa, sa, sb, sb), LongSide, cancellationToken))
            .Where(r => double.IsFinite(r.Correlation) && Validity(r.Homography, a, b).IsValid)];
        if (fitted.Count == 0)
            return (forward, new AlignmentVerdict(0, ReasonCode.NotConverged, null, string.Create(CultureInfo.InvariantCulture, $"related {related:F2}; registration lost the overlap")));
        PhotometricResult best = fitted.MaxBy(r => r.Correlation);
        Homography h = best.Homography.Conjugate(1 / sa, 1 / sa, 1 / sb, 1 / sb);
        AlignmentVerdict verdict = AlignmentVerifier.Verify(pair, h, witness);
        // Wrong starts cost more than all the rest, and cannot save what the images contradict.
        if (verdict.Confidence < Hopeless)
            return (h, verdict);
        bool agree = fitted.Count == 2 && Distance(fitted[0].Homography, fitted[1].Homography, a.Size()) < SamePlace;
        DirectEvidence evidence = Evidence(a, b, best.Homography, Math.Sqrt(related * relatedBack), agree, cancellationToken);
        bool hasNoPeak = IsTooBlurredForPeak(verdict);
        double confidence = hasNoPeak ? Math.Min(evidence.Confidence, MostWithoutPeak) : Math.Min(evidence.Confidence, verdict.Confidence);
        ReasonCode reason = confidence < AlignmentVerifier.Ok && (verdict.IsOk || hasNoPeak) ? ReasonCode.PhotometricDisagreement
            : confidence >= AlignmentVerifier.Ok ? ReasonCode.Verified : verdict.Reason;
        return (h, verdict with { Confidence = confidence, Reason = reason, Text = $"{evidence}; {verdict.Text}" });
    }

    // Blur leaves few places that can be compared, and of few no peak over the shifts can be told. Where all but all of them
    // agree, what registration reaches from wrong starts says the rest.
    private static bool IsTooBlurredForPeak(AlignmentVerdict verdict) =>
        verdict.Evidence?.Everywhere?.Telling is { Places: >= LeastPlaces, Excess: >= NearlyAll } places && double.IsNaN(places.Peak.Deviations);

    private DirectEvidence Evidence(Mat a, Mat b, in Homography h, double related, bool agree, CancellationToken token)
    {
        double reached = Agreement(a, b, h), chance = double.NegativeInfinity;
        int lost = 0;
        foreach (Homography wrong in WrongStarts(h, a.Size()))
        {
            PhotometricResult r = Fit(a, b, wrong, Coarse, token);
            if (!double.IsFinite(r.Correlation) || !Validity(r.Homography, a, b).IsValid || Distance(r.Homography, h, a.Size()) < 2 * SamePlace)
            {
                lost++;
                continue;
            }
            chance = Math.Max(chance, Agreement(a, b, r.Homography));
        }
        return new DirectEvidence
        {
            Related = related,
            Agree = agree,
            Correlation = reached,
            Chance = double.IsNegativeInfinity(chance) ? UnknownChance : Math.Max(0, chance),
            Overlap = h.OverlapFraction(a.Size(), b.Size()),
            Returned = lost,
        };
    }

    /// <summary>The homography after shifts by a quarter of the frame and half a turn: places from which the truth is not in reach.</summary>
    private static IEnumerable<Homography> WrongStarts(Homography h, Size a)
    {
        double dx = 0.28 * a.Width, dy = 0.28 * a.Height;
        foreach ((double x, double y) in new[] { (dx, 0), (-dx, 0), (0, dy), (0, -dy), (dx, dy), (-dx, -dy) })
            yield return h * Homography.Translation(x, y);
        yield return h * new Homography(-1, 0, a.Width - 1, 0, -1, a.Height - 1, 0, 0, 1);
        yield return h * new Homography(-1, 0, a.Width - 1, 0, 1, 0, 0, 0, 1);
    }

    private PhotometricResult Fit(Mat a, Mat b, in Homography start, int side, CancellationToken token) =>
        PhotometricRegistration.Register(a, b, start, new PhotometricOptions { LongSide = side, Coarsest = 40, Threads = _settings.Threads }, token);

    /// <summary>Correlation over the overlap at one resolution, zero where there is too little of it to count.</summary>
    private static double Agreement(Mat a, Mat b, in Homography h)
    {
        double overlap = h.OverlapFraction(a.Size(), b.Size());
        double correlation = PhotometricRegistration.Correlation(a, b, h, Coarse);
        return double.IsFinite(correlation) ? correlation * Math.Min(1, overlap / 0.4) : 0;
    }

    private static HomographyValidity Validity(in Homography h, Mat a, Mat b) => h.CheckValidity(a.Size(), b.Size(), null);

    /// <summary>Mean distance of the corners as a share of the diagonal.</summary>
    private static double Distance(in Homography first, in Homography second, Size a) =>
        first.DistanceTo(second, a).Mean / Math.Sqrt((double)a.Width * a.Width + (double)a.Height * a.Height);
}
