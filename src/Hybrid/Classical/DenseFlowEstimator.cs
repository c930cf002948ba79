using Hybrid.Imaging;
using Hybrid.Native;
using OpenCvSharp;

namespace Hybrid.Classical;

/// <summary>Dense inverse search optical flow (Kroeger et al., ECCV 2016), as OpenCV has it.</summary>
public static class DenseFlowEstimator
{
    private const int PolishIterations = 8;
    private const int SmallestSide = 32;

    /// <summary>Whether <see cref="Polish"/> can run on images of this size.</summary>
    public static bool CanPolish(Size size) => IsAvailable(out _) && Math.Min(size.Width, size.Height) >= SmallestSide;

    /// <summary>Whether the backend has it, and if not, why in one line.</summary>
    public static bool IsAvailable(out string? reason)
    {
        reason = NativeBackend.IsAvailable ? null : NativeBackend.UnavailableReason;
        return reason is null;
    }

    /// <summary>Flow from A to B.</summary>
    /// <param name="grayA">8-bit, one channel.</param>
    /// <param name="grayB">8-bit, one channel, same size.</param>
    /// <param name="preset">Speed against quality.</param>
    /// <param name="finestScale">Finest level of the pyramid that is searched, 0 for full resolution; null for the preset's.</param>
    /// <exception cref="NativeException">The backend lacks it, or the images are too small for it.</exception>
    public static FlowField Estimate(Mat grayA, Mat grayB, DisPreset preset, int? finestScale = null)
    {
        ArgumentNullException.ThrowIfNull(grayA);
        using var dis = new DisFlow(preset);
        if (finestScale is { } finest)
            dis.FinestScale = finest;
        return Compute(dis, grayA, grayB, new float[2 * grayA.Width * grayA.Height], false);
    }

    /// <summary>
    /// Flow that is already close, searched once more around itself at full resolution and smoothed by variational
    /// refinement: sub-pixel evidence that networks at a quarter of the resolution do not see.
    /// </summary>
    /// <param name="grayA">8-bit, one channel.</param>
    /// <param name="grayB">8-bit, one channel, same size.</param>
    /// <param name="start">Flow A to B of the same size; unknown vectors count as zero. Not modified.</param>
    /// <exception cref="NativeException">The backend lacks it, or the images are too small for it.</exception>
    public static FlowField Polish(Mat grayA, Mat grayB, FlowField start)
    {
        ArgumentNullException.ThrowIfNull(grayA);
        ArgumentNullException.ThrowIfNull(start);
        float[] data = [.. start.Data];
        for (int i = 0; i < data.Length; i++)
            data[i] = float.IsFinite(data[i]) ? data[i] : 0;
        using var dis = new DisFlow(DisPreset.Fast) { FinestScale = 0, GradientDescentIterations = PolishIterations };
        return Compute(dis, grayA, grayB, data, true);
    }

    private static FlowField Compute(DisFlow dis, Mat grayA, Mat grayB, float[] data, bool useInitial)
    {
        unsafe
        {
            fixed (float* flow = data)
                dis.Compute(grayA.Rows, grayA.Cols, grayA.Data, grayA.Step(), grayB.Data, grayB.Step(), (IntPtr)flow, 8L * grayA.Cols, useInitial);
        }
        return new FlowField(grayA.Width, grayA.Height, data);
    }
}
