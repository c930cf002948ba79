using System.Runtime.InteropServices;
using OpenCvSharp;
using OpenCvSharp.Flann;

namespace Hybrid.Classical;

/// <summary>Approximate neighbours: kd-trees for floats, locality-sensitive hashing for bits.</summary>
internal static class FlannSearch
{
    public static Neighbours Match(FeatureSet query, FeatureSet train)
    {
        var result = new Neighbours(query.Count, train.Count);
        using Mat queryMat = ToMat(query);
        using Mat trainMat = ToMat(train);
        using IndexParams index = query.IsBinary ? new LshIndexParams(12, 20, 2) : new KDTreeIndexParams(4);
        using var search = new SearchParams(64);
        // FLANN draws its trees from OpenCV's generator of this thread.
        Cv2.SetTheRNG(0x9E3779B9);
        using var matcher = new FlannBasedMatcher(index, search);
        DMatch[][] forward = matcher.KnnMatch(queryMat, trainMat, 2);
        foreach (DMatch[] pair in forward)
        {
            if (pair.Length == 0)
                continue;
            int i = pair[0].QueryIdx;
            result.First[i] = pair[0].TrainIdx;
            result.FirstDistance[i] = pair[0].Distance;
            if (pair.Length > 1)
            {
                result.Second[i] = pair[1].TrainIdx;
                result.SecondDistance[i] = pair[1].Distance;
            }
        }
        foreach (DMatch[] pair in matcher.KnnMatch(trainMat, queryMat, 1))
        {
            if (pair.Length > 0)
                result.Reverse[pair[0].QueryIdx] = pair[0].TrainIdx;
        }
        return result;
    }

    private static Mat ToMat(FeatureSet set)
    {
        if (set.IsBinary)
        {
            var bits = new Mat(set.Count, set.Dimension * 8, MatType.CV_8UC1);
            Marshal.Copy(MemoryMarshal.AsBytes(set.Bits.AsSpan()).ToArray(), 0, bits.Data, set.Bits.Length * 8);
            return bits;
        }
        var floats = new Mat(set.Count, set.Dimension, MatType.CV_32FC1);
        Marshal.Copy(set.Floats, 0, floats.Data, set.Floats.Length);
        return floats;
    }
}
