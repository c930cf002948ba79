using OpenCvSharp.Flann;

namespace OpenCvSharp;

/// <summary>Approximate nearest neighbours.</summary>
public class FlannBasedMatcher : DescriptorMatcher
{
    public FlannBasedMatcher(IndexParams? indexParams = null, SearchParams? searchParams = null)
        : base(Create(indexParams ?? new KDTreeIndexParams(), searchParams ?? new SearchParams()))
    {
    }

    private static MatcherHandle Create(IndexParams index, SearchParams search)
    {
        var (kind, p1, p2, p3) = index.Settings;
        NativeMethods.Check(NativeMethods.features2d_FlannBasedMatcher_create(kind, p1, p2, p3, search.Checks, search.Eps, search.Sorted, out var handle));
        return handle;
    }
}
