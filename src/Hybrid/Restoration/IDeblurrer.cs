using System.Diagnostics;
using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>Makes a blurred image sharper. Implementations are safe for concurrent use.</summary>
public interface IDeblurrer
{
    /// <summary>Name in reports, e.g. <c>mimo-s 1.0.0</c>.</summary>
    string Name { get; }

    /// <summary>Deblurs an image.</summary>
    /// <param name="image">1, 3 (BGR) or 4 (BGRA) channels; 8-bit, 16-bit or 32-bit float. Not modified.</param>
    /// <param name="progress">Told the share that is done, 0..1; null for silence.</param>
    /// <param name="cancellationToken">Checked between parts of the work.</param>
    /// <returns>Of the same size, depth and number of channels; alpha is kept as it is. Owned by the caller.</returns>
    /// <exception cref="NotSupportedException">The depth or the number of channels is another one.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Mat Deblur(Mat image, IProgress<double>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>As <see cref="Deblur"/>, and says which method's result it is and why.</summary>
    /// <inheritdoc cref="Deblur"/>
    /// <returns>The image with its method, reason and provenance; owned by the caller.</returns>
    DeblurResult DeblurWithReason(Mat image, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        long start = Stopwatch.GetTimestamp();
        Mat restored = Deblur(image, progress, cancellationToken);
        var step = ProvenanceStep.Timed(Name, StepOutcome.Accepted, ReasonCode.None, "", start);
        return new DeblurResult
        {
            Image = restored,
            Status = ResultStatus.Ok,
            Reason = ReasonCode.None,
            MethodRequested = Name,
            MethodUsed = Name,
            Provenance = [step],
            Milliseconds = step.Milliseconds,
        };
    }
}
