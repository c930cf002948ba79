using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Finds the nearest descriptors of one set in another.</summary>
public unsafe class DescriptorMatcher : Algorithm
{
    private protected DescriptorMatcher(MatcherHandle handle) => Handle = handle;

    internal MatcherHandle Handle { get; }

    private protected override SafeHandle SafeHandle => Handle;

    public static DescriptorMatcher Create(string descriptorMatcherType)
    {
        ArgumentNullException.ThrowIfNull(descriptorMatcherType);
        NativeMethods.Check(NativeMethods.features2d_DescriptorMatcher_create(descriptorMatcherType, out var handle));
        return new DescriptorMatcher(handle);
    }

    public virtual void Add(IEnumerable<Mat> descriptors)
    {
        using var list = new HandleList(descriptors);
        fixed (IntPtr* p = list.Addresses)
            NativeMethods.Check(NativeMethods.features2d_DescriptorMatcher_add(Handle, p, list.Count));
    }

    public virtual void Clear() => NativeMethods.Check(NativeMethods.features2d_DescriptorMatcher_clear(Handle));

    public virtual bool Empty()
    {
        NativeMethods.Check(NativeMethods.features2d_DescriptorMatcher_empty(Handle, out var v));
        return v;
    }

    public virtual bool IsMaskSupported()
    {
        NativeMethods.Check(NativeMethods.features2d_DescriptorMatcher_isMaskSupported(Handle, out var v));
        return v;
    }

    public virtual void Train() => NativeMethods.Check(NativeMethods.features2d_DescriptorMatcher_train(Handle));

    public DMatch[] Match(Mat queryDescriptors, Mat trainDescriptors, Mat? mask = null)
    {
        NativeMethods.Check(NativeMethods.features2d_DescriptorMatcher_match(Handle, Arg.In(queryDescriptors), Arg.In(trainDescriptors), Arg.Optional(mask), out var matches, out var count));
        return NativeMethods.Take(matches, count);
    }

    public DMatch[][] KnnMatch(Mat queryDescriptors, Mat trainDescriptors, int k, Mat? mask = null, bool compactResult = false)
    {
        NativeMethods.Check(NativeMethods.features2d_DescriptorMatcher_knnMatch(Handle, Arg.In(queryDescriptors), Arg.In(trainDescriptors), k, Arg.Optional(mask), compactResult, out var matches, out var counts, out var lists));
        return NativeMethods.Take(matches, counts, lists);
    }

    public DMatch[][] RadiusMatch(Mat queryDescriptors, Mat trainDescriptors, float maxDistance, Mat? mask = null, bool compactResult = false)
    {
        NativeMethods.Check(NativeMethods.features2d_DescriptorMatcher_radiusMatch(Handle, Arg.In(queryDescriptors), Arg.In(trainDescriptors), maxDistance, Arg.Optional(mask), compactResult, out var matches, out var counts, out var lists));
        return NativeMethods.Take(matches, counts, lists);
    }

    public DMatch[] Match(Mat queryDescriptors, Mat[]? masks = null)
    {
        NoMasks(masks);
        NativeMethods.Check(NativeMethods.features2d_DescriptorMatcher_match(Handle, Arg.In(queryDescriptors), MatHandle.None, MatHandle.None, out var matches, out var count));
        return NativeMethods.Take(matches, count);
    }

    public DMatch[][] KnnMatch(Mat queryDescriptors, int k, Mat[]? masks = null, bool compactResult = false)
    {
        NoMasks(masks);
        NativeMethods.Check(NativeMethods.features2d_DescriptorMatcher_knnMatch(Handle, Arg.In(queryDescriptors), MatHandle.None, k, MatHandle.None, compactResult, out var matches, out var counts, out var lists));
        return NativeMethods.Take(matches, counts, lists);
    }

    public DMatch[][] RadiusMatch(Mat queryDescriptors, float maxDistance, Mat[]? masks = null, bool compactResult = false)
    {
        NoMasks(masks);
        NativeMethods.Check(NativeMethods.features2d_DescriptorMatcher_radiusMatch(Handle, Arg.In(queryDescriptors), MatHandle.None, maxDistance, MatHandle.None, compactResult, out var matches, out var counts, out var lists));
        return NativeMethods.Take(matches, counts, lists);
    }

    private static void NoMasks(Mat[]? masks)
    {
        if (masks is { Length: > 0 })
            throw new OpenCvSharpException("This binding matches a trained collection without masks.");
    }
}
