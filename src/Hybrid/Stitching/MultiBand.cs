using Hybrid.Native.Stitching;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>Blends the parts of a tile in Laplacian pyramids, in 32-bit float, so that 16-bit images lose nothing.</summary>
/// <remarks>Burt and Adelson, A Multiresolution Spline with Application to Image Mosaics, ACM TOG 1983.</remarks>
internal static class MultiBand
{
    /// <summary>The blended tile, of the parts' type; every part covers the whole of it.</summary>
    public static Mat Blend(List<TilePart> parts, int bands)
    {
        Size size = parts[0].Image.Size();
        while (bands > 0 && Math.Min(size.Width, size.Height) >> bands < 2)
            bands--;
        var sums = new Mat[bands + 1];
        var weights = new Mat[bands + 1];
        try
        {
            foreach (TilePart part in parts)
                Add(part, sums, weights);
            Mat result = Divide(sums[bands], weights[bands]);
            for (int level = bands - 1; level >= 0; level--)
            {
                using Mat coarse = result;
                using var up = new Mat();
                Cv2.PyrUp(coarse, up, sums[level].Size());
                result = Divide(sums[level], weights[level]);
                Cv2.Add(result, up, result);
            }
            using Mat sum = result;
            var blended = new Mat();
            sum.ConvertTo(blended, parts[0].Image.Type());
            return blended;
        }
        finally
        {
            foreach (Mat? m in sums.Concat(weights))
                m?.Dispose();
        }
    }

    /// <summary>The same for 8-bit images with OpenCV's blender, in 16-bit integers and several times as fast; parts may cover the tile in part.</summary>
    public static Mat BlendEight(List<TilePart> parts, Size size, int bands)
    {
        using var blender = new Blender(BlendModel.MultiBand, bands: bands);
        blender.Prepare(new PixelRect(0, 0, size.Width, size.Height));
        foreach (TilePart part in parts)
        {
            using Mat weight = TileWeights.Plane(part), mask = new();
            weight.ConvertTo(mask, MatType.CV_8U, 255);
            blender.Feed(NativeBuffers.Of(part.Image), NativeBuffers.Of(mask), NativeBuffers.Corner(part.At));
        }
        (Native.NativeImage image, Native.NativeImage seen) = blender.Blend();
        using (image)
        using (seen)
        {
            using Mat result = Mat.FromPixelData(image.Buffer.Rows, image.Buffer.Cols, image.Buffer.Type, image.Buffer.Data, image.Buffer.Step);
            return result.Clone();
        }
    }

    private static void Add(TilePart part, Mat[] sums, Mat[] weights)
    {
        Mat image = new(), weight = TileWeights.Plane(part);
        part.Image.ConvertTo(image, MatType.CV_32F);
        for (int level = 0; level < sums.Length; level++)
        {
            Mat? nextImage = null, nextWeight = null;
            Mat band = image;
            if (level + 1 < sums.Length)
            {
                (nextImage, nextWeight, band) = (new Mat(), new Mat(), new Mat());
                Cv2.PyrDown(image, nextImage);
                Cv2.PyrDown(weight, nextWeight);
                using var up = new Mat();
                Cv2.PyrUp(nextImage, up, image.Size());
                Cv2.Subtract(image, up, band);
            }
            using var three = new Mat();
            Cv2.Merge([weight, weight, weight], three);
            Cv2.Multiply(band, three, band);
            sums[level] = Accumulate(sums[level], band);
            weights[level] = Accumulate(weights[level], three);
            if (!ReferenceEquals(band, image))
                band.Dispose();
            image.Dispose();
            weight.Dispose();
            (image, weight) = (nextImage!, nextWeight!);
        }
    }

    private static Mat Accumulate(Mat? sum, Mat term)
    {
        if (sum is null)
            return term.Clone();
        Cv2.Add(sum, term, sum);
        return sum;
    }

    private static Mat Divide(Mat sum, Mat weight)
    {
        var result = new Mat();
        Cv2.Add(weight, Scalar.All(1e-6), weight);
        Cv2.Divide(sum, weight, result);
        return result;
    }
}
