using System.Diagnostics;
using System.Globalization;
using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>
/// Blind deconvolution where its tests pass, the network where they do not, and the image as it came where the network's
/// result measures no sharper.
/// </summary>
public sealed class AutoDeblurrer : IDeblurrer
{
    private readonly IDeblurrer _blind, _network;

    /// <summary>Creates the method.</summary>
    /// <param name="blind">Tried first; says why where it does not deblur.</param>
    /// <param name="network">Tried next.</param>
    public AutoDeblurrer(IDeblurrer blind, IDeblurrer network) => (_blind, _network) = (blind, network);

    /// <inheritdoc />
    public string Name => "auto";

    /// <inheritdoc />
    public Mat Deblur(Mat image, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        DeblurWithReason(image, progress, cancellationToken).Image;

    /// <inheritdoc />
    public DeblurResult DeblurWithReason(Mat image, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        long start = Stopwatch.GetTimestamp();
        DeblurResult first = _blind.DeblurWithReason(image, null, cancellationToken);
        if (first.IsOk)
        {
            progress?.Report(1);
            return first with { MethodRequested = Name };
        }
        first.Dispose();
        DeblurResult second = _network.DeblurWithReason(image, progress, cancellationToken);
        double before = BlurMeasure.Of(image).Reblur, after = BlurMeasure.Of(second.Image).Reblur;
        bool sharper = after < before;
        IEnumerable<ProvenanceStep> tried = second.Provenance.Select(s => sharper ? s : s with
        {
            Outcome = StepOutcome.Rejected,
            Reason = ReasonCode.NoImprovement,
            Evidence = Change(before, after),
        });
        second = second with
        {
            MethodRequested = Name,
            Reason = first.Reason,
            Provenance = [.. first.Provenance, .. tried],
            Milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds,
        };
        if (sharper)
            return second;
        second.Dispose();
        return second with { Image = image.Clone(), Status = ResultStatus.Failed, Reason = ReasonCode.NoImprovement, MethodUsed = DeblurResult.Input };
    }

    private static string Change(double before, double after) => double.IsNaN(before) || double.IsNaN(after)
        ? "too little detail to measure its blur"
        : string.Create(CultureInfo.InvariantCulture, $"blur {before:F2} to {after:F2}");
}
