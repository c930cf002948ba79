using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Dense disparity of a rectified pair, in sixteenths of a pixel (CV_16S).</summary>
public abstract class StereoMatcher : Algorithm
{
    private protected StereoMatcher(StereoHandle handle) => Handle = handle;

    internal StereoHandle Handle { get; }

    private protected override SafeHandle SafeHandle => Handle;

    public virtual void Compute(InputArray left, InputArray right, OutputArray disparity) =>
        NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_compute(Handle, Arg.In(left), Arg.In(right), Arg.Out(disparity)));

    public int MinDisparity
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_getMinDisparity(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_setMinDisparity(Handle, value));
    }

    public int NumDisparities
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_getNumDisparities(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_setNumDisparities(Handle, value));
    }

    public int BlockSize
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_getBlockSize(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_setBlockSize(Handle, value));
    }

    public int SpeckleWindowSize
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_getSpeckleWindowSize(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_setSpeckleWindowSize(Handle, value));
    }

    public int SpeckleRange
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_getSpeckleRange(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_setSpeckleRange(Handle, value));
    }

    public int Disp12MaxDiff
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_getDisp12MaxDiff(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoMatcher_setDisp12MaxDiff(Handle, value));
    }
}
