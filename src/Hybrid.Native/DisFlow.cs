using System.Runtime.InteropServices;

namespace Hybrid.Native;

/// <summary>
/// Dense inverse search optical flow, of which OpenCvSharp4 has no binding.
/// Kroeger et al., Fast Optical Flow using Dense Inverse Search, ECCV 2016. Not safe for several threads at once.
/// </summary>
public sealed unsafe class DisFlow : IDisposable
{
    private readonly DisHandle handle;

    /// <exception cref="NativeException">The shim is not available.</exception>
    public DisFlow(DisPreset preset = DisPreset.Medium)
    {
        NativeBackend.Require();
        Shim.Check(Shim.video_DIS_create((int)preset, out handle));
    }

    /// <summary>The finest level of the pyramid at which patches are searched; 0 is full resolution.</summary>
    public int FinestScale
    {
        get => Get().FinestScale;
        set => Set(Get() with { FinestScale = value });
    }

    /// <summary>The side of a patch in pixels.</summary>
    public int PatchSize
    {
        get => Get().PatchSize;
        set => Set(Get() with { PatchSize = value });
    }

    /// <summary>The distance between patches in pixels.</summary>
    public int PatchStride
    {
        get => Get().PatchStride;
        set => Set(Get() with { PatchStride = value });
    }

    /// <summary>The steps of inverse search a patch.</summary>
    public int GradientDescentIterations
    {
        get => Get().GradientDescentIterations;
        set => Set(Get() with { GradientDescentIterations = value });
    }

    /// <summary>The fixed-point iterations of the refinement; 0 switches it off.</summary>
    public int VariationalRefinementIterations
    {
        get => Get().VariationalRefinementIterations;
        set => Set(Get() with { VariationalRefinementIterations = value });
    }

    /// <summary>The weight of smoothness.</summary>
    public float VariationalRefinementAlpha
    {
        get => Get().VariationalRefinementAlpha;
        set => Set(Get() with { VariationalRefinementAlpha = value });
    }

    /// <summary>The weight of brightness constancy.</summary>
    public float VariationalRefinementDelta
    {
        get => Get().VariationalRefinementDelta;
        set => Set(Get() with { VariationalRefinementDelta = value });
    }

    /// <summary>The weight of gradient constancy.</summary>
    public float VariationalRefinementGamma
    {
        get => Get().VariationalRefinementGamma;
        set => Set(Get() with { VariationalRefinementGamma = value });
    }

    /// <summary>The whether patches are compared without their means.</summary>
    public bool UseMeanNormalization
    {
        get => Get().UseMeanNormalization != 0;
        set => Set(Get() with { UseMeanNormalization = value ? 1 : 0 });
    }

    /// <summary>The whether patches take over their neighbours' good vectors.</summary>
    public bool UseSpatialPropagation
    {
        get => Get().UseSpatialPropagation != 0;
        set => Set(Get() with { UseSpatialPropagation = value ? 1 : 0 });
    }

    /// <summary>
    /// Flow from <paramref name="a"/> to <paramref name="b"/>, both 8-bit gray and <paramref name="rows"/> x <paramref name="cols"/>.
    /// Steps are the bytes from one row to the next.
    /// </summary>
    /// <param name="rows">Rows of each of the three buffers.</param>
    /// <param name="cols">Columns of each of the three buffers.</param>
    /// <param name="a">First image.</param>
    /// <param name="stepA">Bytes a row of it.</param>
    /// <param name="b">Second image.</param>
    /// <param name="stepB">Bytes a row of it.</param>
    /// <param name="flow">Receives two 32-bit floats a pixel (u, v), in pixels; is read first where <paramref name="useInitial"/> is set.</param>
    /// <param name="stepFlow">Bytes a row of it.</param>
    /// <param name="useInitial">Whether the flow given is where the search starts.</param>
    /// <exception cref="NativeException">OpenCV refuses the images, for example because they are too small.</exception>
    public void Compute(int rows, int cols, IntPtr a, long stepA, IntPtr b, long stepB, IntPtr flow, long stepFlow, bool useInitial = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cols);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepA, cols);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepB, cols);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepFlow, 8L * cols);
        Shim.Check(Shim.video_DIS_calc(handle, rows, cols, (void*)a, stepA, (void*)b, stepB, (void*)flow, stepFlow, useInitial));
    }

    /// <summary>The same for tightly packed managed buffers.</summary>
    /// <param name="rows">Rows of each of the three buffers.</param>
    /// <param name="cols">Columns of each of the three buffers.</param>
    /// <param name="a">First image, rows x cols.</param>
    /// <param name="b">Second image, rows x cols.</param>
    /// <param name="flow">Receives rows x cols x 2 values.</param>
    /// <param name="useInitial">Whether the flow given is where the search starts.</param>
    /// <exception cref="NativeException">OpenCV refuses the images, for example because they are too small.</exception>
    public void Compute(int rows, int cols, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<float> flow, bool useInitial = false)
    {
        if (a.Length < (long)rows * cols || b.Length < (long)rows * cols || flow.Length < 2L * rows * cols)
            throw new ArgumentException("A buffer is shorter than rows x cols.");
        fixed (byte* pa = a, pb = b)
        fixed (float* pf = flow)
            Compute(rows, cols, (IntPtr)pa, cols, (IntPtr)pb, cols, (IntPtr)pf, 8L * cols, useInitial);
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private Settings Get()
    {
        Shim.Check(Shim.video_DIS_get(handle, out var s));
        return s;
    }

    private void Set(Settings s) => Shim.Check(Shim.video_DIS_set(handle, s));

    [StructLayout(LayoutKind.Sequential)]
    internal struct Settings
    {
        public int Preset, FinestScale, PatchSize, PatchStride, GradientDescentIterations, VariationalRefinementIterations;
        public float VariationalRefinementAlpha, VariationalRefinementDelta, VariationalRefinementGamma;
        public int UseMeanNormalization, UseSpatialPropagation;
    }
}
