namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static KeyPoint[] FAST(InputArray image, int threshold, bool nonmaxSupression = true) => FAST(image, threshold, nonmaxSupression, FASTType.TYPE_9_16);

    public static KeyPoint[] FAST(InputArray image, int threshold, bool nonmaxSupression, FASTType type)
    {
        NativeMethods.Check(NativeMethods.features2d_FAST(Arg.In(image), threshold, nonmaxSupression, (int)type, out var keys, out var count));
        return NativeMethods.Take(keys, count);
    }

    public static void DrawKeypoints(InputArray image, IEnumerable<KeyPoint> keypoints, InputOutputArray outImage, Scalar? color = null, DrawMatchesFlags flags = DrawMatchesFlags.Default)
    {
        var keys = Arg.Array(keypoints);
        fixed (KeyPoint* p = keys)
            NativeMethods.Check(NativeMethods.features2d_drawKeypoints(Arg.In(image), p, keys.Length, Arg.Out(outImage), color ?? Scalar.All(-1), (int)flags));
    }

    public static void DrawMatches(Mat img1, IEnumerable<KeyPoint> keypoints1, Mat img2, IEnumerable<KeyPoint> keypoints2, IEnumerable<DMatch> matches1To2, Mat outImg, Scalar? matchColor = null, Scalar? singlePointColor = null, IEnumerable<byte>? matchesMask = null, DrawMatchesFlags flags = DrawMatchesFlags.Default)
    {
        var (keys1, keys2, matches) = (Arg.Array(keypoints1), Arg.Array(keypoints2), Arg.Array(matches1To2));
        var mask = matchesMask?.ToArray() ?? [];
        fixed (KeyPoint* p1 = keys1, p2 = keys2)
        fixed (DMatch* m = matches)
        fixed (byte* k = mask)
        {
            NativeMethods.Check(NativeMethods.features2d_drawMatches(Arg.In(img1), p1, keys1.Length, Arg.In(img2), p2, keys2.Length, m, matches.Length, Arg.In(outImg),
                matchColor ?? Scalar.All(-1), singlePointColor ?? Scalar.All(-1), k, mask.Length, (int)flags));
        }
    }
}
