using Hybrid.Imaging;
using Hybrid.Native;
using OpenCvSharp;

namespace Hybrid.Classical;

/// <summary>Dense inverse search optical flow (Kroeger et al., ECCV 2016), as OpenCV has it.</summary>
public static class DenseFlowEstimator
{
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
    public static FlowField Estimate(Mat grayA, Mat grayB, DisPreset preset, int? finestScale = null)
    {
        ArgumentNullException.ThrowIfNull(grayA);
        using var dis = new DisFlow(preset);
        if (finestScale is { } finest)
            dis.FinestScale = finest;
        var data = new float[2 * grayA.Width * grayA.Height];
        unsafe
        {
            fixed (float* flow = data)
                dis.Compute(grayA.Rows, grayA.Cols, grayA.Data, grayA.Step(), grayB.Data, grayB.Step(), (IntPtr)flow, 8L * grayA.Cols);
        }
        return new FlowField(grayA.Width, grayA.Height, data);
    }
}
