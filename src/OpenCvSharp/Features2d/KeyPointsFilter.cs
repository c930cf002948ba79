namespace OpenCvSharp;

public static unsafe class KeyPointsFilter
{
    public static KeyPoint[] RunByImageBorder(IEnumerable<KeyPoint> keypoints, Size imageSize, int borderSize)
    {
        var given = Arg.Array(keypoints);
        fixed (KeyPoint* p = given)
        {
            NativeMethods.Check(NativeMethods.features2d_KeyPointsFilter_runByImageBorder(p, given.Length, imageSize, borderSize, out var keys, out var count));
            return NativeMethods.Take(keys, count);
        }
    }

    public static KeyPoint[] RunByKeypointSize(IEnumerable<KeyPoint> keypoints, float minSize, float maxSize = float.MaxValue)
    {
        var given = Arg.Array(keypoints);
        fixed (KeyPoint* p = given)
        {
            NativeMethods.Check(NativeMethods.features2d_KeyPointsFilter_runByKeypointSize(p, given.Length, minSize, maxSize, out var keys, out var count));
            return NativeMethods.Take(keys, count);
        }
    }

    public static KeyPoint[] RunByPixelsMask(IEnumerable<KeyPoint> keypoints, Mat mask)
    {
        var given = Arg.Array(keypoints);
        fixed (KeyPoint* p = given)
        {
            NativeMethods.Check(NativeMethods.features2d_KeyPointsFilter_runByPixelsMask(p, given.Length, Arg.In(mask), out var keys, out var count));
            return NativeMethods.Take(keys, count);
        }
    }

    public static KeyPoint[] RemoveDuplicated(IEnumerable<KeyPoint> keypoints)
    {
        var given = Arg.Array(keypoints);
        fixed (KeyPoint* p = given)
        {
            NativeMethods.Check(NativeMethods.features2d_KeyPointsFilter_removeDuplicated(p, given.Length, out var keys, out var count));
            return NativeMethods.Take(keys, count);
        }
    }

    public static KeyPoint[] RetainBest(IEnumerable<KeyPoint> keypoints, int npoints)
    {
        var given = Arg.Array(keypoints);
        fixed (KeyPoint* p = given)
        {
            NativeMethods.Check(NativeMethods.features2d_KeyPointsFilter_retainBest(p, given.Length, npoints, out var keys, out var count));
            return NativeMethods.Take(keys, count);
        }
    }
}
