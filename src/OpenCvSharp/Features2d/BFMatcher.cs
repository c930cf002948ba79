namespace OpenCvSharp;

/// <summary>Compares every descriptor with every other.</summary>
public class BFMatcher : DescriptorMatcher
{
    public BFMatcher(NormTypes normType = NormTypes.L2, bool crossCheck = false)
        : base(Create(normType, crossCheck))
    {
    }

    private static MatcherHandle Create(NormTypes normType, bool crossCheck)
    {
        NativeMethods.Check(NativeMethods.features2d_BFMatcher_create((int)normType, crossCheck, out var handle));
        return handle;
    }
}
