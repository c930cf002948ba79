using System.Runtime.InteropServices;
using OpenCvSharp.Detail;

namespace OpenCvSharp;

/// <summary>OpenCV's own stitching pipeline.</summary>
public sealed unsafe class Stitcher : DisposableCvObject
{
    public const double ORIG_RESOL = -1;

    private readonly StitcherHandle handle;

    private Stitcher(StitcherHandle handle) => this.handle = handle;

    public enum Mode
    {
        Panorama = 0,
        Scans = 1,
    }

    public enum Status
    {
        OK = 0,
        ErrorNeedMoreImgs = 1,
        ErrorHomographyEstFail = 2,
        ErrorCameraParamsAdjustFail = 3,
    }

    private protected override SafeHandle SafeHandle => handle;

    public static Stitcher Create(Mode mode = Mode.Panorama)
    {
        NativeMethods.Check(NativeMethods.stitching_Stitcher_create((int)mode, out var handle));
        return new Stitcher(handle);
    }

    public double RegistrationResol
    {
        get
        {
            NativeMethods.Check(NativeMethods.stitching_Stitcher_registrationResol(handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.stitching_Stitcher_setRegistrationResol(handle, value));
    }

    public double SeamEstimationResol
    {
        get
        {
            NativeMethods.Check(NativeMethods.stitching_Stitcher_seamEstimationResol(handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.stitching_Stitcher_setSeamEstimationResol(handle, value));
    }

    public double CompositingResol
    {
        get
        {
            NativeMethods.Check(NativeMethods.stitching_Stitcher_compositingResol(handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.stitching_Stitcher_setCompositingResol(handle, value));
    }

    public double PanoConfidenceThresh
    {
        get
        {
            NativeMethods.Check(NativeMethods.stitching_Stitcher_panoConfidenceThresh(handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.stitching_Stitcher_setPanoConfidenceThresh(handle, value));
    }

    public bool WaveCorrection
    {
        get
        {
            NativeMethods.Check(NativeMethods.stitching_Stitcher_waveCorrection(handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.stitching_Stitcher_setWaveCorrection(handle, value));
    }

    public WaveCorrectKind WaveCorrectKind
    {
        get
        {
            NativeMethods.Check(NativeMethods.stitching_Stitcher_waveCorrectKind(handle, out var v));
            return (WaveCorrectKind)v;
        }
        set => NativeMethods.Check(NativeMethods.stitching_Stitcher_setWaveCorrectKind(handle, (int)value));
    }

    public int[] Component
    {
        get
        {
            NativeMethods.Check(NativeMethods.stitching_Stitcher_component(handle, out var items, out var count));
            return NativeMethods.Take(items, count);
        }
    }

    public double WorkScale
    {
        get
        {
            NativeMethods.Check(NativeMethods.stitching_Stitcher_workScale(handle, out var v));
            return v;
        }
    }

    public Status EstimateTransform(IEnumerable<Mat> images)
    {
        using var list = new HandleList(images);
        fixed (IntPtr* p = list.Addresses)
        {
            NativeMethods.Check(NativeMethods.stitching_Stitcher_estimateTransform(handle, p, list.Count, out var status));
            return (Status)status;
        }
    }

    public Status ComposePanorama(OutputArray pano)
    {
        NativeMethods.Check(NativeMethods.stitching_Stitcher_composePanorama(handle, Arg.Out(pano), out var status));
        return (Status)status;
    }

    public Status ComposePanorama(IEnumerable<Mat> images, OutputArray pano)
    {
        using var list = new HandleList(images);
        fixed (IntPtr* p = list.Addresses)
        {
            NativeMethods.Check(NativeMethods.stitching_Stitcher_composePanorama_images(handle, p, list.Count, Arg.Out(pano), out var status));
            return (Status)status;
        }
    }

    public Status Stitch(IEnumerable<Mat> images, OutputArray pano)
    {
        using var list = new HandleList(images);
        fixed (IntPtr* p = list.Addresses)
        {
            NativeMethods.Check(NativeMethods.stitching_Stitcher_stitch(handle, p, list.Count, Arg.Out(pano), out var status));
            return (Status)status;
        }
    }
}
