using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>A keypoint detector, a descriptor extractor, or both.</summary>
public unsafe class Feature2D : Algorithm
{
    private protected Feature2D(FeatureHandle handle) => Handle = handle;

    internal FeatureHandle Handle { get; }

    private protected override SafeHandle SafeHandle => Handle;

    public virtual int DescriptorSize
    {
        get
        {
            NativeMethods.Check(NativeMethods.features2d_Feature2D_descriptorSize(Handle, out var v));
            return v;
        }
    }

    public virtual int DescriptorType
    {
        get
        {
            NativeMethods.Check(NativeMethods.features2d_Feature2D_descriptorType(Handle, out var v));
            return v;
        }
    }

    public virtual int DefaultNorm
    {
        get
        {
            NativeMethods.Check(NativeMethods.features2d_Feature2D_defaultNorm(Handle, out var v));
            return v;
        }
    }

    public virtual bool Empty()
    {
        NativeMethods.Check(NativeMethods.features2d_Feature2D_empty(Handle, out var v));
        return v;
    }

    public KeyPoint[] Detect(Mat image, Mat? mask = null)
    {
        NativeMethods.Check(NativeMethods.features2d_Feature2D_detect(Handle, Arg.In(image), Arg.Optional(mask), out var keys, out var count));
        return NativeMethods.Take(keys, count);
    }

    public KeyPoint[] Detect(InputArray image, Mat? mask = null)
    {
        NativeMethods.Check(NativeMethods.features2d_Feature2D_detect(Handle, Arg.In(image), Arg.Optional(mask), out var keys, out var count));
        return NativeMethods.Take(keys, count);
    }

    public KeyPoint[][] Detect(IEnumerable<Mat> images, IEnumerable<Mat>? masks = null)
    {
        var list = Arg.Array(images);
        var given = masks?.ToArray();
        if (given is not null && given.Length != list.Length)
            throw new ArgumentException("masks.Length != images.Length", nameof(masks));
        return [.. list.Select((image, i) => Detect(image, given?[i]))];
    }

    public virtual void Compute(InputArray image, ref KeyPoint[] keypoints, OutputArray descriptors)
    {
        ArgumentNullException.ThrowIfNull(keypoints);
        fixed (KeyPoint* p = keypoints)
        {
            NativeMethods.Check(NativeMethods.features2d_Feature2D_compute(Handle, Arg.In(image), p, keypoints.Length, Arg.Out(descriptors), out var keys, out var count));
            keypoints = NativeMethods.Take(keys, count);
        }
    }

    public virtual void DetectAndCompute(InputArray image, InputArray? mask, out KeyPoint[] keypoints, OutputArray descriptors, bool useProvidedKeypoints = false)
    {
        NativeMethods.Check(NativeMethods.features2d_Feature2D_detectAndCompute(Handle, Arg.In(image), Arg.Optional(mask), null, 0, Arg.Out(descriptors), useProvidedKeypoints, out var keys, out var count));
        keypoints = NativeMethods.Take(keys, count);
    }
}
